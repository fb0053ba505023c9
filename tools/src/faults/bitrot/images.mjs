/**
 * Files as they lie on the disk, in memory: what damage is done to, and what it is compared with. The log of a running
 * server is one of them too, with a WAL that no checkpoint has moved yet.
 *
 * @typedef {Readonly<Record<string, Buffer>>} Image files of one place by name
 */

import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { catalogue, ERASED } from '@konsil/domain';
import { createCodec, openSqliteEventStore, openSqliteKeys } from '@konsil/event-store';

/** What a check needs, wherever it lies. */
export const placesIn = (/** @type {string} */ folder) => ({
  folder: join(folder, 'data'),
  file: join(folder, 'data', 'keys.db'),
  kekFile: join(folder, 'kek'),
  ledgerFile: join(folder, 'erasure-ledger.jsonl'),
});

const CLOSED = ['data/events.db', 'data/keys.db', 'data/events.head', 'kek', 'erasure-ledger.jsonl'];
const RUNNING = [...CLOSED, 'data/events.db-wal'];

/** How many patients of the sample data are erased, and how many events the WAL of the running log holds. */
const ERASED_PATIENTS = 3;
const EVENTS_IN_WAL = 40;

/**
 * @param {string} folder
 * @param {readonly string[]} names
 * @returns {Image}
 */
const imageOf = (folder, names) => Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name))]));

/**
 * Lays an image out in a folder that holds nothing else afterwards.
 * @param {Image} image
 * @param {string} folder
 */
export const layOut = (image, folder) => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'data'), { recursive: true });
  for (const [name, bytes] of Object.entries(image)) writeFileSync(join(folder, name), bytes);
};

/**
 * The image of a closed data folder, and that of the same folder while its log is open.
 * @param {string} data folder of the sample data
 * @param {string} folder where to work
 */
export const takeImages = async (data, folder) => {
  mkdirSync(folder, { recursive: true });
  cpSync(data, join(folder, 'data'), { recursive: true });
  cpSync(join(`${data}-keys`, 'kek'), join(folder, 'kek'));
  const places = placesIn(folder);
  const keys = await openSqliteKeys(places);
  try {
    for (const patient of await patientsIn(places.folder)) await keys.erase(patient, ['content', 'contact']);
  } finally {
    await keys.close();
  }
  const closed = imageOf(folder, CLOSED);
  return { closed, running: await runningImage(folder) };
};

/** @param {string} folder */
const patientsIn = async (folder) => {
  const store = await openSqliteEventStore({ folder, readOnly: true });
  try {
    /** @type {Set<string>} */
    const patients = new Set();
    for await (const { stream } of store.readAll()) if (stream.startsWith('patient-')) patients.add(stream.slice(8));
    return [...patients].slice(0, ERASED_PATIENTS);
  } finally {
    await store.close();
  }
};

/** @param {string} folder */
const runningImage = async (folder) => {
  const places = placesIn(folder);
  const keys = await openSqliteKeys(places);
  const store = await openSqliteEventStore({ folder: places.folder, checkpoints: 'in-process' });
  const codec = createCodec({ schema: catalogue, keys, erased: ERASED });
  const stream = `account-${randomUUID()}`;
  try {
    for (let number = 0; number < EVENTS_IN_WAL; number += 1) {
      const placement = { stream, firstRevision: number, time: new Date().toISOString() };
      const event = { id: randomUUID(), type: 'LanguageChosen', data: { language: 'de' }, metadata: {} };
      const events = await codec.encode([event], placement);
      await store.append({ stream, expected: number === 0 ? 'no-stream' : number - 1, events });
    }
    await untilMarked(join(places.folder, 'events.head'), store.headPositionSync());
    return imageOf(folder, RUNNING);
  } finally {
    await store.close();
    await keys.close();
  }
};

/**
 * @param {string} file
 * @param {number} position
 */
const untilMarked = async (file, position) => {
  for (let looks = 0; looks < 500; looks += 1) {
    if (readFileSync(file, 'utf8').includes(`"position":${position},`)) return;
    await delay(20);
  }
  throw new Error('the head mark did not reach the head of the log within 10 s');
};
