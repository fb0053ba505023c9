/** The files of one installation: written as the product writes them, read as bytes. */

import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { catalogue, ERASED } from '@konsil/domain';
import { createCodec, openSqliteEventStore, openSqliteKeys } from '@konsil/event-store';

/** Long enough ago for every duty to keep to have ended. */
const THEN = Date.parse('2010-03-01T08:00:00.000Z');

/** @param {string} data */
export const openRing = (data) =>
  openSqliteKeys({
    file: join(data, 'keys.db'),
    kekFile: join(`${data}-keys`, 'kek'),
    ledgerFile: join(`${data}-keys`, 'erasure-ledger.jsonl'),
  });

/** @param {import('@konsil/event-store').KeyRing} keys */
const codecOf = (keys) => createCodec({ schema: catalogue, keys, erased: ERASED });

/**
 * Records events as of long ago.
 * @param {string} data
 * @param {readonly import('./patients.mjs').Told[]} events
 */
export const record = async (data, events) => {
  let now = THEN;
  const store = await openSqliteEventStore({ folder: data, clock: () => (now += 1000) });
  const keys = await openRing(data);
  try {
    const metadata = () => {
      const actor = { id: 'setup', role: 'setup' };
      return { actor, causationId: 'shred', commandId: randomUUID(), correlationId: 'shred' };
    };
    for (const { type, stream, data } of events) {
      const placement = {
        stream,
        firstRevision: (await store.headRevision(stream)) + 1,
        time: new Date(now).toISOString(),
      };
      const event = { id: randomUUID(), type, data: JSON.parse(JSON.stringify(data)), metadata: metadata() };
      const encoded = await codecOf(keys).encode([event], placement);
      await store.append({ stream, expected: 'any', events: encoded });
    }
  } finally {
    await keys.close();
    await store.close();
  }
};

/**
 * Every event as it reads, by id; those of one patient apart.
 * @param {string} data
 * @param {string} patientId
 */
export const readEvents = async (data, patientId) => {
  const store = await openSqliteEventStore({ folder: data, readOnly: true });
  const keys = await openRing(data);
  try {
    /** @type {Map<string, string>} */
    const others = new Map();
    /** @type {string[]} */
    const own = [];
    for await (const stored of store.readAll()) {
      const [decoded] = await codecOf(keys).decode([stored]);
      const text = JSON.stringify(decoded);
      if (stored.data?.includes(patientId)) own.push(text);
      else others.set(stored.id, text);
    }
    return { others, own };
  } finally {
    await keys.close();
    await store.close();
  }
};

/**
 * Type and data of every event that can be read, in the order of the log.
 * @param {string} data
 * @returns {Promise<{ type: string, data: any }[]>}
 */
export const readAll = async (data) => {
  const store = await openSqliteEventStore({ folder: data, readOnly: true });
  const keys = await openRing(data);
  try {
    const stored = [];
    for await (const event of store.readAll()) stored.push(event);
    const decoded = await codecOf(keys).decode(stored);
    return decoded.flatMap((one) => (one.kind === 'event' ? [{ type: one.type, data: one.data }] : []));
  } finally {
    await keys.close();
    await store.close();
  }
};

/**
 * Whether sealing something for a subject is refused, as it has to be once it is erased.
 * @param {string} data
 * @param {string} subject
 */
export const refusesToSeal = async (data, subject) => {
  const keys = await openRing(data);
  try {
    await keys.keyFor(subject, 'content');
    return false;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'fenced') return true;
    throw error;
  } finally {
    await keys.close();
  }
};

/**
 * Where words and bytes stand in the files of the folder and of the one beside it, whatever the case of the letters.
 * @param {string} data
 * @param {Readonly<Record<string, string>>} words
 * @param {readonly Buffer[]} bytes
 * @returns {Promise<string[]>} one line for each find
 */
export const findIn = async (data, words, bytes) => {
  const found = [];
  for (const folder of [data, `${data}-keys`]) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const content = await readFile(join(entry.parentPath, entry.name));
      const text = content.toString('latin1').toLowerCase();
      for (const [name, word] of Object.entries(words))
        if (partsOf(word).some((part) => text.includes(part))) found.push(`${name} stands in ${entry.name}`);
      if (bytes.some((key) => content.includes(key))) found.push(`a wrapped key stands in ${entry.name}`);
    }
  }
  return found;
};

/**
 * The word, or where it is long also either half of it: what is longer than a page goes on in another place.
 * @param {string} word
 */
const partsOf = (word) => {
  const lower = word.toLowerCase().replace('https://viewer.example/', '');
  const half = Math.floor(lower.length / 2);
  return half < 12 ? [lower] : [lower.slice(0, half), lower.slice(half)];
};
