/**
 * Makes docs/codes.md, every code with which a rule of the domain can say no, from its sources; the status over HTTP is the one that
 * the built API answers with.
 *
 * Usage: node tools/src/docs/codes.mjs [--check]
 */

import { parseArgs } from 'node:util';
import { refusalsOf, sourcesOf } from './refusals.mjs';
import { bringUpToDate, root } from './page.mjs';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

const domain = 'packages/domain/src/';

/** @typedef {(refusal: object) => { status: number }} DomainRefusal */
const api = new URL('apps/api/dist/http/problems/domain-refusal.js', root).href;
const { domainRefusal } = /** @type {{ domainRefusal: DomainRefusal }} */ (await import(api));

/** @typedef {{ says: Set<string>, facts: Set<string>, paths: Set<string> }} Code */
/** @type {Map<string, Code>} */
const codes = new Map();
for (const [path, source] of await sourcesOf(domain)) {
  for (const { code, says, facts } of refusalsOf(source)) {
    const known = codes.get(code) ?? { says: new Set(), facts: new Set(), paths: new Set() };
    codes.set(code, known);
    known.says.add(says);
    for (const fact of facts) known.facts.add(fact);
    known.paths.add(path);
  }
}

/** @param {string} code */
const statusOf = (code) => domainRefusal({ name: 'DomainError', code, message: '', facts: {} }).status;

/** @param {Iterable<string>} words */
const asCode = (words) => [...words].map((word) => `\`${word}\``).join(', ') || '-';

/** @param {[string, Code]} entry */
const row = ([code, { says, facts, paths }]) => {
  const files = [...paths].map((path) => `[${path}](../${domain}${path})`).join(', ');
  return `| \`${code}\` | ${[...says].join(' ')} | ${asCode(facts)} | ${statusOf(code)} | ${files} |`;
};

const sorted = [...codes].sort(([one], [other]) => (one < other ? -1 : 1));
const topics = [...new Set(sorted.map(([code]) => code.slice(0, code.indexOf('.'))))].map((topic) => {
  const rows = sorted.filter(([code]) => code.startsWith(`${topic}.`)).map(row);
  return `## ${topic}

| Code | Says | Facts | HTTP | Thrown in |
| --- | --- | --- | --- | --- |
${rows.join('\n')}`;
});

const page = `<!-- Made by tools/src/docs/codes.mjs from ${domain}: change it there. -->

# Codes

Every code with which a rule can say no, ${codes.size} of them. A \`DomainError\` of [\`@konsil/domain\`](packages/domain.md#refusals) has the \`code\`, a
\`message\` for people who read English, and \`facts\` that help to act on it; a fact may be absent where it does not apply, and none is
personal. Codes are stable, messages are not. Over HTTP the code stands in a [problem](api/problems.md), which has codes of its own besides.

| HTTP | Means |
| --- | --- |
| 403, 404 | this person may not do it, or may not know of it |
| 409 | how things stand is in the way: the same request can be taken once something has changed |
| 422 | the request itself is wrong, however things stand |

${topics.join('\n\n')}
`;

await bringUpToDate(new Map([['docs/codes.md', page]]), values);
