/**
 * What comes of one damage: the check reports it, or the start does, or nothing observable has changed. Anything else is
 * a silent change.
 *
 * @typedef {import('./content.mjs').Content} Content
 * @typedef {{ outcome: 'fsck' | 'start' | 'harmless' | 'silent', why: string }} Verdict
 */

import { catalogue } from '@konsil/domain';
import { checkDataFolder, lineOf, openDirectory, openSqliteEventStore, openSqliteKeys } from '@konsil/event-store';
import { contentOf } from './content.mjs';
import { placesIn } from './images.mjs';

/**
 * @param {string} folder
 * @param {boolean} withoutDigests
 */
export const findingsIn = async (folder, withoutDigests) => {
  /** @type {string[]} */
  const lines = [];
  const { folder: data, kekFile, ledgerFile } = placesIn(folder);
  await checkDataFolder({
    folder: data,
    kekFile,
    ledgerFile,
    schema: catalogue,
    onFinding: (finding) => void lines.push(lineOf(finding)),
    unsafeWithoutDigests: withoutDigests,
  });
  return lines;
};

/**
 * @param {string} folder with the damage laid out
 * @param {Content} original
 * @param {boolean} withoutDigests
 * @returns {Promise<Verdict>}
 */
export const judge = async (folder, original, withoutDigests) => {
  const [line] = await findingsIn(folder, withoutDigests);
  if (line !== undefined) return { outcome: 'fsck', why: line };
  const changed = await changesIn(folder, original);
  if (changed === undefined) return { outcome: 'harmless', why: 'every event, header and key is as it was' };
  const refusal = await refusalOf(folder);
  return refusal === undefined ? { outcome: 'silent', why: changed } : { outcome: 'start', why: refusal };
};

/**
 * @param {string} folder
 * @param {Content} original
 */
const changesIn = async (folder, original) => {
  try {
    const now = await contentOf(placesIn(folder));
    const changed = Object.keys(original).filter((name) => now[name] !== original[name]);
    return changed.length === 0 ? undefined : `changed: ${changed.join(', ')}`;
  } catch (error) {
    return `can't be read: ${error instanceof Error ? error.message : String(error)}`;
  }
};

/**
 * Opens what a server opens, in its order; how it refuses, if it does.
 * @param {string} folder
 */
const refusalOf = async (folder) => {
  const places = placesIn(folder);
  /** @type {{ close(): Promise<void> }[]} */
  const opened = [];
  try {
    opened.push(await openSqliteKeys(places));
    opened.push(await openDirectory(places));
    opened.push(await openSqliteEventStore({ folder: places.folder, checkpoints: 'in-process' }));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    for (const one of opened) await one.close();
  }
};
