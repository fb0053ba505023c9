/** One plain page: no script, no asset from elsewhere, readable by a screen reader, also without its style. */

import { createHash } from 'node:crypto';
import type { Language } from '@konsil/domain';

/** HTML that is safe to put into a page; made by {@link html} alone. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | Html | readonly Html[] | undefined;

/** A template whose texts are escaped and whose {@link Html} parts are not. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(texts.reduce((page, text, at) => page + text + (at < parts.length ? rendered(parts[at]) : ''), ''));

const rendered = (part: Part): string => {
  if (part === undefined) return '';
  if (part instanceof Html) return part.text;
  return typeof part === 'string' ? escaped(part) : part.map((each) => each.text).join('');
};

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

const STYLE = `
:root{color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif}
body{margin:0;display:grid;min-height:100vh;place-items:center}
main{width:min(24rem,calc(100vw - 2rem));padding:2rem 0}
h1{font-size:1.5rem}label{display:block;margin-top:1rem;font-weight:600}
input,select,button{font:inherit;width:100%;box-sizing:border-box;padding:.6rem;margin-top:.25rem;border:1px solid #767676;border-radius:.4rem}
button{margin-top:1.5rem;background:#005f6b;color:#fff;border-color:#005f6b;font-weight:600;cursor:pointer}
button.quiet{background:transparent;color:inherit;margin-top:.75rem}
:focus-visible{outline:3px solid #0b84a5;outline-offset:2px}
[role=alert]{border-left:4px solid #b00020;padding:.5rem .75rem}[role=status]{border-left:4px solid #00796b;padding:.5rem .75rem}
small{display:block}
`;

const styleHash = createHash('sha256').update(STYLE).digest('base64');

/** Headers of every page. `formAction`: where its forms may lead, beside our own address. */
export const pageHeaders = (formAction: readonly string[] = []): Readonly<Record<string, string>> => ({
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action ${["'self'", ...formAction].join(' ')}; base-uri 'none'; frame-ancestors 'none'`,
});

/** The origin of an address as a list for {@link pageHeaders}: a form's answer may redirect there. */
export const originOf = (address: unknown): readonly string[] =>
  typeof address === 'string' && URL.canParse(address) ? [new URL(address).origin] : [];

export const page = (language: Language, title: string, content: Html): string =>
  html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · Konsil</title>
        ${new Html(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html> `.text;

export const alert = (text: string | undefined): Html | undefined =>
  text === undefined ? undefined : html`<p role="alert">${text}</p>`;

export const status = (text: string): Html => html`<p role="status">${text}</p>`;
