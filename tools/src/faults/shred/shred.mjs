/**
 * `shred`: a patient is erased with `konsil keys erase`, and no file of the data folder holds a word of theirs afterwards,
 * free pages and write-ahead logs included, nor the wrapped keys; everybody else's data read as before. The same holds
 * once the folder is lost and restored from a backup that was made before. The control leaves traces in the read models
 * and restores without the erasure ledger; both have to be found out.
 */

import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { noFindings, together } from '../fault.mjs';
import { checkRows } from '../kill/check-rows.mjs';
import { randomFrom } from '../random.mjs';
import { freePort } from '../server/port.mjs';
import { Server } from '../server/server.mjs';
import { backUp, erase, restore } from './acts.mjs';
import { findIn, readEvents, record, refusesToSeal } from './folder.mjs';
import { aPatient, firstPart, provider, secondPart } from './patients.mjs';

/** Patients who are never erased. */
const OTHERS = 20;

/**
 * @typedef {object} Parts
 * @property {{ port: number, data: string }} place
 * @property {Server} server
 * @property {import('./patients.mjs').Patient} patient
 * @property {string} decidedBy
 * @property {string} folder for what is not part of the installation
 * @property {boolean} control
 */

/** @type {import('../fault.mjs').Fault} */
export const shred = {
  name: 'shred',
  summary:
    'a patient is erased: no word of theirs in any file, nor in an earlier backup once restored; all others read as before',
  rounds: 5,
  run: async ({ rounds, seed, control, folder, say }) => {
    const random = randomFrom(seed);
    const place = { port: await freePort(), data: join(folder, 'data') };
    const decidedBy = randomUUID();
    const patients = Array.from({ length: rounds + OTHERS }, (_, n) => aPatient(random, n));
    const server = new Server(place);
    await mkdir(place.data, { recursive: true });
    await record(place.data, [...provider(decidedBy), ...patients.flatMap((one) => firstPart(one, decidedBy))]);
    await serveUntilKilled(server);
    await record(
      place.data,
      patients.flatMap((one) => secondPart(one, decidedBy)),
    );
    await serveUntilKilled(server);
    const all = [];
    for (const patient of patients.slice(0, rounds)) {
      const findings = await oneRound({ place, server, patient, decidedBy, folder, control });
      all.push(findings);
      say(`round ${all.length}: ${findings.story}`);
      if (findings.problems.length > 0) break;
    }
    return { ...together(all), done: all.length };
  },
};

/**
 * Killed, so that write-ahead logs are left as they were.
 * @param {Server} server
 */
const serveUntilKilled = async (server) => {
  await server.start();
  await server.kill();
};

/**
 * In a folder that was served: a backup is made, the patient erased, the folder lost, restored from the backup and served;
 * looked into after each.
 * @param {Parts} parts
 * @returns {Promise<import('../fault.mjs').Findings & { story: string }>}
 */
const oneRound = async (parts) => {
  const { place, patient, server } = parts;
  const before = await looked(parts, wrappedKeys(place.data, patient.patientId));
  // Whoever looks for what never stood there finds nothing and has proved nothing.
  if (
    !['givenName', 'birthDate', 'first', 'hash', 'a wrapped key'].every((name) =>
      before.found.some((one) => one.startsWith(name)),
    )
  )
    throw new Error(`the files do not hold what is to be erased: ${before.found.join('; ')}`);

  await backUp(parts);
  await erase(parts);
  const erased = await judged('erased', parts, before);
  await restore(parts);
  const restored = await judged('restored', parts, before);
  await serveUntilKilled(server);
  const served = await judged('restored and served', parts, before);
  return {
    ...together([erased, restored, served]),
    story: `${before.found.length} finds before, ${erased.finds} erased, ${restored.finds} restored; ${before.events.others.size} other events compared`,
  };
};

/**
 * What the files hold, and how every event reads; the files first, since reading applies the erasure ledger.
 * @param {Parts} parts
 * @param {readonly Buffer[]} wrapped
 */
const looked = async ({ place: { data }, patient: { patientId, canaries } }, wrapped) => {
  const found = await findIn(data, canaries, wrapped);
  return { wrapped, found, events: await readEvents(data, patientId) };
};

/**
 * Nothing of the patient is left, everybody else reads as before, the erasure is recorded once.
 * @param {string} when
 * @param {Parts} parts
 * @param {Awaited<ReturnType<typeof looked>>} before
 */
const judged = async (when, parts, before) => {
  const { data } = parts.place;
  const { patientId, canaries } = parts.patient;
  const after = await looked(parts, before.wrapped);
  const changed = [...before.events.others].filter(([id, text]) => after.events.others.get(id) !== text);
  const readable = after.events.own.filter((text) => Object.values(canaries).some((word) => text.includes(word)));
  const recorded = after.events.own.filter((text) => text.includes('PersonalDataErased')).length;
  const hasRows = existsSync(join(data, 'read-models.db'));
  const rows = hasRows ? await checkRows({ data, keys: `${data}-keys`, scratch: parts.folder }) : noFindings();
  const problems = [
    ...after.found,
    ...changed.map(([id]) => `event ${id} of somebody else reads otherwise`),
    ...readable.map((text) => `an event still reads: ${text.slice(0, 200)}`),
    ...(recorded === 1 ? [] : [`the erasure is recorded ${recorded} times`]),
    ...((await refusesToSeal(data, patientId)) ? [] : ['writing for the erased patient is not refused']),
    ...rows.problems,
  ];
  return {
    lost: changed.length,
    duplicated: 0,
    problems: problems.map((problem) => `${when}: ${problem}`),
    finds: after.found.length,
  };
};

/**
 * The wrapped keys of a patient as they stand in `keys.db`.
 * @param {string} data
 * @param {string} patientId
 */
const wrappedKeys = (data, patientId) => {
  const db = new Database(join(data, 'keys.db'), { readonly: true });
  try {
    return db
      .prepare('SELECT wrapped FROM keys WHERE subject = ? AND wrapped IS NOT NULL')
      .pluck()
      .all(patientId)
      .map((key) => Buffer.from(/** @type {Uint8Array} */ (key)));
  } finally {
    db.close();
  }
};
