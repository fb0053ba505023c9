import { describe, expect, it } from '@jest/globals';
import { html } from './html.js';
import { languageFrom, textsIn } from './texts.js';

describe('The language of a page', () => {
  it.each([
    ['de', 'de'],
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['en-GB,de;q=0.5', 'en'],
    ['fr,de;q=0.2,en;q=0.1', 'de'],
    ['fr', 'en'],
    ['*', 'en'],
    ['', 'en'],
    [';;q=,,', 'en'],
    [undefined, 'en'],
  ] as const)('for %s is %s', (header, language) => {
    expect(languageFrom(header)).toBe(language);
  });

  it('has every text in both', () => {
    expect(Object.keys(textsIn('de'))).toEqual(Object.keys(textsIn('en')));
  });
});

describe('A page', () => {
  it('escapes every text that comes from outside, once', () => {
    const inner = html`<b title="${`"&'`}">${'<script>'}</b>`;
    expect(html`<p>${inner}${undefined}${[inner]}</p>`.text).toBe(
      '<p><b title="&quot;&amp;&#39;">&lt;script&gt;</b><b title="&quot;&amp;&#39;">&lt;script&gt;</b></p>',
    );
  });
});
