/**
 * Puts pieces of code that runs into the pages that show it. A page says where a block comes from, in the line above it:
 *
 *   <!-- from: apps/api/test/journeys/04-review.e2e.spec.ts#the lab posts setup 1 -->
 *
 * Usage: node tools/src/docs/embed.mjs [--check]
 */

import { glob } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bringUpToDate, root, textOf } from './page.mjs';
import { regionOf } from './regions.mjs';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

const EMBEDDED = /<!-- from: (?<path>[^#\n]+)#(?<name>.+?) -->\n+```ts\n.*?\n?```/gs;

/** @param {string} source @param {string} name */
const pieceOf = async (source, name) => regionOf(await textOf(source), name);

/** @param {string} path @returns {Promise<string>} */
const withCode = async (path) => {
  const page = await textOf(path);
  let filled = '';
  let behind = 0;
  for (const match of page.matchAll(EMBEDDED)) {
    const { path: source = '', name = '' } = match.groups ?? {};
    const code = await pieceOf(source, name).catch((cause) => {
      throw new Error(`${path}: nothing to show from ${source}`, { cause });
    });
    filled += `${page.slice(behind, match.index)}<!-- from: ${source}#${name} -->\n\n\`\`\`ts\n${code}\n\`\`\``;
    behind = match.index + match[0].length;
  }
  return filled + page.slice(behind);
};

/** @type {Map<string, string>} */
const pages = new Map();
for await (const path of glob('docs/**/*.md', { cwd: fileURLToPath(root) })) {
  const page = await textOf(path);
  if (page.includes('<!-- from: ')) pages.set(path, await withCode(path));
}
await bringUpToDate(pages, values);
