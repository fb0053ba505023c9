/** Pages of the docs that are made from something else: written, or with `--check` only compared with what stands there. */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

/** The project's folder: pages and sources are named from there, wherever the script is started. */
export const root = new URL('../../../', import.meta.url);

/** @param {string} path from the project's folder */
export const textOf = (path) => readFile(new URL(path, root), 'utf8');

/**
 * Brings pages up to date; with `check` it names those that are not, and the process ends with 1.
 * @param {ReadonlyMap<string, string>} pages Markdown by path, not yet formatted
 * @param {{ readonly check: boolean }} options
 */
export const bringUpToDate = async (pages, { check }) => {
  let stale = 0;
  for (const [path, markdown] of pages) {
    const file = fileURLToPath(new URL(path, root));
    const wanted = await format(markdown, { ...(await resolveConfig(file)), filepath: file });
    if ((await textOf(path).catch(() => '')) === wanted) continue;
    stale += 1;
    process.stdout.write(
      `${path}: ${check ? 'is not what it is made from; run npm run docs' : 'brought up to date'}\n`,
    );
    if (check) continue;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, wanted);
  }
  if (check && stale > 0) process.exitCode = 1;
};
