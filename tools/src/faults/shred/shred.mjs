/**
 * `shred`: a patient is erased with `konsil keys erase`, and no file of the data folder holds a word of theirs afterwards,
 * free pages and write-ahead logs included, nor the wrapped keys; everybody else's data read as before. The control leaves
 * traces in the read models and has to be found out.
 */

import { Buffer } from 'node:buffer';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { together } from '../fault.mjs';
import { checkRows } from '../kill/check-rows.mjs';
import { randomFrom } from '../random.mjs';
import { freePort } from '../server/port.mjs';
import { CLI, environmentOf, Server } from '../server/server.mjs';
import { findIn, readEvents, record, refusesToSeal } from './folder.mjs';
import { aPatient, firstPart, provider, secondPart } from './patients.mjs';

/** Patients who are never erased. */
const OTHERS = 20;

/** Read by the product outside production alone. */
const BROKEN = { FAULTS_UNSAFE_ERASE: 'leave-traces' };

/** @type {import('../fault.mjs').Fault} */
export const shred = {
  name: 'shred',
  summary: 'a patient is erased: no word of theirs in any file, free pages and WAL included; all others read as before',
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
    const all = [];
    for (const patient of patients.slice(0, rounds)) {
      // Killed, so that write-ahead logs are left as they were.
      await serveUntilKilled(server);
      const findings = await oneRound({ place, patient, decidedBy, environment: control ? BROKEN : {}, folder });
      all.push(findings);
      say(`round ${all.length}: ${findings.story}`);
      if (findings.problems.length > 0) break;
    }
    return { ...together(all), done: all.length };
  },
};

/** @param {Server} server */
const serveUntilKilled = async (server) => {
  await server.start();
  await server.kill();
};

/**
 * @param {{ place: { port: number, data: string }, patient: import('./patients.mjs').Patient, decidedBy: string,
 *   environment: Record<string, string>, folder: string }} parts
 */
const oneRound = async ({ place, patient, decidedBy, environment, folder }) => {
  const { data } = place;
  const { patientId, canaries } = patient;
  const wrapped = wrappedKeys(data, patientId);
  const before = { found: await findIn(data, canaries, wrapped), events: await readEvents(data, patientId) };
  // Whoever looks for what never stood there finds nothing and has proved nothing.
  if (
    !['givenName', 'birthDate', 'first', 'hash', 'a wrapped key'].every((name) =>
      before.found.some((one) => one.startsWith(name)),
    )
  )
    throw new Error(`the files do not hold what is to be erased: ${before.found.join('; ')}`);

  const args = [CLI, 'keys', 'erase', patientId, '--decided-by', decidedBy, '--requested-by', 'patient'];
  await promisify(execFile)(process.execPath, args, { env: { ...environmentOf(place), ...environment } });

  const after = { found: await findIn(data, canaries, wrapped), events: await readEvents(data, patientId) };
  const changed = [...before.events.others].filter(([id, text]) => after.events.others.get(id) !== text);
  const readable = after.events.own.filter((text) => Object.values(canaries).some((word) => text.includes(word)));
  const recorded = after.events.own.some((text) => text.includes('PersonalDataErased'));
  const rows = await checkRows({ data, keys: `${data}-keys`, scratch: folder });
  return {
    lost: changed.length,
    duplicated: 0,
    problems: [
      ...after.found,
      ...changed.map(([id]) => `event ${id} of somebody else reads otherwise`),
      ...readable.map((text) => `an event still reads: ${text.slice(0, 200)}`),
      ...(recorded ? [] : ['the erasure is not recorded']),
      ...((await refusesToSeal(data, patientId)) ? [] : ['writing for the erased patient is not refused']),
      ...rows.problems,
    ],
    story: `${before.found.length} finds before, ${after.found.length} after; ${before.events.others.size} other events compared`,
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
