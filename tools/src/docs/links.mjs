/**
 * Checks that every link of the pages to a file or heading of the project leads somewhere; says where not (exit 1). Links to
 * other places are not followed.
 *
 * Usage: node tools/src/docs/links.mjs
 */

import { access, glob } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { root, textOf } from './page.mjs';

const PAGES = ['*.md', 'docs/**/*.md', 'packages/*/README.md'];

/** Code shows links that are none. */
const CODE = /```.*?```|`[^`\n]*`/gs;
const LINK = /\]\((?<to>[^)\s]+)\)/g;

/** As GitHub names the anchors of headings. @param {string} page */
const anchorsOf = (page) =>
  [...page.replace(/```.*?```/gs, '').matchAll(/^#+ (?<title>.+)$/gm)].map(({ groups }) =>
    (groups?.['title'] ?? '')
      .replace(/\[(?<words>[^\]]*)\]\([^)]*\)/g, '$<words>')
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** @param {string} path @param {string} to @returns {Promise<boolean>} */
const leads = async (path, to) => {
  const target = new URL(to, new URL(path, root));
  const anchor = decodeURIComponent(target.hash.slice(1));
  target.hash = '';
  if (
    !(await access(target).then(
      () => true,
      () => false,
    ))
  )
    return false;
  if (anchor === '' || !target.pathname.endsWith('.md')) return true;
  return anchorsOf(await textOf(fileURLToPath(target))).includes(anchor);
};

for await (const path of glob(PAGES, { cwd: fileURLToPath(root) })) {
  for (const { groups } of (await textOf(path)).replace(CODE, '').matchAll(LINK)) {
    const to = groups?.['to'] ?? '';
    if (/^[a-z]+:/.test(to) || (await leads(path, to))) continue;
    process.stdout.write(`${path}: ${to} leads nowhere\n`);
    process.exitCode = 1;
  }
}
