/**
 * Access that ends while it is used, over HTTP: a provider takes cases from a colleague and gives them back, the colleague
 * writes into them all the time. Judged from the log alone, by who had which case where an event stands.
 *
 * On SQLite what was decided and what is recorded are one: no event may stand behind the end of its access. On KurrentDB a
 * window is left (docs/decisions/guards.md): what fell into it must have been asked for before the end was acknowledged,
 * and `konsil audit window` must list exactly that.
 *
 * @typedef {import('@konsil/event-store').EventStore} EventStore
 * @typedef {import('@konsil/event-store').StoredEvent} StoredEvent
 * @typedef {{ position: number, ended: number }} Written a message of the colleague: where it stands, and the position of
 *   the newest end of access that had been acknowledged when it was asked for, -1: none
 */

import { execFile } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { connectKurrentEventStore, openSqliteEventStore } from '@konsil/event-store';
import { spawnStandIn } from '@konsil/event-store/testing/stand-in';
import { noFindings, together } from '../fault.mjs';
import { caller, collaboratorsOf, order } from '../kill/practice.mjs';
import { randomFrom } from '../random.mjs';
import { freePort } from '../server/port.mjs';
import { makeSampleData, tokenOf } from '../server/sample-data.mjs';
import { CLI, environmentOf, Server } from '../server/server.mjs';

const PAIRS = 8;
/** How often each case is taken away and given back in a round. */
const ENDS = 6;
const LONGEST_STALL = 8;

/** Looks at no guard; read by the server outside production alone. */
const BROKEN = { FAULTS_UNSAFE_GUARDS: 'ignored' };

/**
 * @typedef {object} Place a log with the servers on it
 * @property {string} name
 * @property {boolean} atomic whether nothing may fall into a window
 * @property {{ port: number, data: string, environment: Record<string, string> }} at
 * @property {readonly Server[]} servers
 * @property {() => Promise<EventStore>} open to read beside them
 * @property {() => Promise<void>} close
 */

/**
 * @param {string} data a folder with the sample practice
 * @param {boolean} control
 * @returns {Promise<Place>}
 */
const onSqlite = async (data, control) => {
  const at = { port: await freePort(), data, environment: control ? BROKEN : {} };
  const servers = await started([at]);
  const open = () => openSqliteEventStore({ folder: data, readOnly: true });
  return { name: 'SQLite', atomic: true, at, servers, open, close: () => ended(servers) };
};

/**
 * Two processes, of which one folds the read models that both answer from.
 * @param {string} data a folder with the sample practice and no log
 * @param {readonly StoredEvent[]} events the practice's log
 * @returns {Promise<Place>}
 */
const onKurrentDb = async (data, events) => {
  const log = await spawnStandIn();
  try {
    const { connectionString } = log;
    const open = () => connectKurrentEventStore({ connectionString });
    await writeAll(await open(), events);
    const port = await freePort();
    const environment = { KONSIL_EVENT_STORE: connectionString, KONSIL_PUBLIC_URL: `http://127.0.0.1:${port}` };
    const at = { port, data, environment };
    const other = { ...at, port: await freePort(), environment: { ...environment, KONSIL_PROJECTOR: 'off' } };
    const servers = await started([at, other]);
    const close = async () => {
      await ended(servers);
      await log.kill();
    };
    return { name: 'KurrentDB (stand-in), two processes', atomic: false, at, servers, open, close };
  } catch (error) {
    await log.kill();
    throw error;
  }
};

/** @param {readonly ConstructorParameters<typeof Server>[0][]} places */
const started = async (places) => {
  /** @type {Server[]} */
  const servers = [];
  try {
    for (const place of places) {
      servers.push(new Server(place));
      await servers.at(-1)?.start();
    }
    return servers;
  } catch (error) {
    await ended(servers);
    throw error;
  }
};

/** @param {readonly Server[]} servers */
const ended = async (servers) => {
  for (const server of servers.toReversed()) await server.kill();
};

/**
 * @param {EventStore} store closed afterwards
 * @param {readonly StoredEvent[]} events
 */
const writeAll = async (store, events) => {
  try {
    for (const { stream, revision, id, type, data = '{}', metadata = '{}' } of events)
      await store.append({
        stream,
        expected: revision === 0 ? 'no-stream' : revision - 1,
        events: [{ id, type, data, metadata }],
      });
  } finally {
    await store.close();
  }
};

/**
 * The sample practice, made once: a folder to serve, its log, and the same folder without one.
 * @param {string} folder
 */
const practiceIn = async (folder) => {
  const data = join(folder, 'sqlite');
  await makeSampleData({ port: await freePort(), data });
  const store = await openSqliteEventStore({ folder: data, readOnly: true });
  /** @type {StoredEvent[]} */
  const events = [];
  try {
    for await (const event of store.readAll()) events.push(event);
  } finally {
    await store.close();
  }
  const withoutLog = join(folder, 'kurrentdb');
  const isOfTheLog = (/** @type {string} */ path) => /\/(events|read-models|projector)\.[^/]*$/.test(path);
  await cp(data, withoutLog, { recursive: true, filter: (path) => !isOfTheLog(path) });
  await cp(`${data}-keys`, `${withoutLog}-keys`, { recursive: true });
  return { data, events, withoutLog };
};

/**
 * @param {{ rounds: number, control: boolean, random: import('../random.mjs').Random, folder: string,
 *   say: (line: string) => void }} options
 */
export const accessRounds = async ({ rounds, control, random, folder, say }) => {
  const all = [];
  let done = 0;
  const { data, events, withoutLog } = await practiceIn(folder);
  const places = [() => onSqlite(data, control)];
  // The control needs a log that can do better.
  if (!control) places.push(() => onKurrentDb(withoutLog, events));
  for (const start of places) {
    const place = await start();
    try {
      const practice = await prepare(place);
      for (done = 0; done < rounds;) {
        const findings = await oneRound(place, practice, random);
        all.push(findings);
        done += 1;
        say(`access, ${place.name}, round ${done}: ${findings.story}`);
        if (findings.problems.length > 0) break;
      }
    } finally {
      await place.close();
    }
    if (done < rounds) break;
  }
  return { ...together(all), done, figures: { inTheWindow: all.reduce((sum, { late }) => sum + late, 0) } };
};

/** @param {Place} place */
const prepare = async ({ at, servers: [first] }) => {
  const url = String(first?.url);
  const [anna, luis] = await Promise.all([tokenOf(at, 'anna'), tokenOf(at, 'luis')]);
  const call = caller(url, anna);
  const { colleague } = await collaboratorsOf(url, anna);
  const { practiceId } = await call('POST', '/me/practices', { name: 'Praxis am Rennweg' });
  const cases = [];
  for (let number = 0; number < PAIRS; number += 1) {
    const { caseId } = await call('POST', '/orders', order(practiceId));
    await call('PATCH', `/cases/${caseId}/collaborators`, { add: [{ collaboratorId: colleague }], remove: [] });
    cases.push(caseId);
  }
  return { anna, luis, colleague, cases };
};

/**
 * @param {Place} place
 * @param {Awaited<ReturnType<typeof prepare>>} practice
 * @param {import('../random.mjs').Random} random
 */
const oneRound = async (place, { anna, luis, colleague, cases }, random) => {
  /** @type {Written[]} */
  const written = [];
  let refused = 0;
  const stall = async (/** @type {import('../random.mjs').Random} */ own) => {
    for (let turns = own.between(0, LONGEST_STALL); turns > 0; turns -= 1) await nextTurn();
  };
  const pair = async (/** @type {string} */ caseId, /** @type {number} */ seed) => {
    const own = randomFrom(seed);
    const url = () => own.pick(place.servers).url;
    let ended = -1;
    let over = false;
    const ending = async () => {
      for (let count = 0; count < ENDS; count += 1) {
        const path = `/cases/${caseId}/collaborators`;
        const taken = await ask(url(), anna, 'PATCH', path, { add: [], remove: [colleague] });
        ended = taken.position;
        await stall(own);
        await ask(url(), anna, 'PATCH', path, { add: [{ collaboratorId: colleague }], remove: [] });
        await stall(own);
      }
      over = true;
    };
    const using = async () => {
      while (!over) {
        const endedBefore = ended;
        const path = `/cases/${caseId}/conversations/${colleague}/messages`;
        const { status, position } = await ask(url(), luis, 'POST', path, { text: 'The torque on 21, please.' });
        if (status < 300) written.push({ position, ended: endedBefore });
        else refused += 1;
        await stall(own);
      }
    };
    await Promise.all([ending(), using()]);
  };
  await Promise.all(cases.map((caseId) => pair(caseId, random.between(0, 2 ** 31))));
  const late = await lateIn(place);
  const listed = await listedBy(place);
  const findings = together([judge(place, late, written), compare(late, listed)]);
  const story = `${written.length} messages, ${refused} refused, ${late.size} in the window, ${findings.problems.length} problems`;
  return { ...findings, late: late.size, story };
};

/**
 * @param {string} url
 * @param {string} token
 * @param {string} method
 * @param {string} path
 * @param {unknown} body
 */
const ask = async (url, token, method, path, body) => {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const { status } = response;
  if (status >= 500 || (method === 'PATCH' && status >= 300))
    throw new Error(`${method} ${path} answered ${status}: ${text}`);
  return { status, position: Number(response.headers.get('konsil-position')) };
};

/**
 * Messages that stand where their author did not have the case, by position; with the position of the end before them.
 * @param {Place} place
 * @returns {Promise<Map<number, number>>}
 */
const lateIn = async ({ open }) => {
  const store = await open();
  try {
    /** @type {Map<string, number>} */
    const endedAt = new Map();
    /** @type {Map<number, number>} */
    const late = new Map();
    for await (const { type, data, position } of store.readAll()) {
      if (!['CaseShared', 'CaseUnshared', 'MessagePosted'].includes(type)) continue;
      const { caseId, collaboratorId, side } = JSON.parse(data ?? '{}');
      const grant = `${caseId} ${collaboratorId}`;
      if (type === 'CaseShared') endedAt.delete(grant);
      else if (type === 'CaseUnshared') endedAt.set(grant, position);
      else if (side === 'collaborator' && endedAt.has(grant)) late.set(position, Number(endedAt.get(grant)));
    }
    return late;
  } finally {
    await store.close();
  }
};

/**
 * @param {Place} place
 * @param {ReadonlyMap<number, number>} late
 * @param {readonly Written[]} written
 */
const judge = ({ atomic }, late, written) => {
  const findings = noFindings();
  for (const [position, end] of late) {
    const asked = written.find((one) => one.position === position);
    const beganAfter = asked !== undefined && asked.ended >= end;
    if (!atomic && !beganAfter) continue;
    findings.lost += 1;
    findings.problems.push(
      `late: the message at position ${position} stands behind the end of its access at ${end}` +
        (beganAfter ? ', which had been acknowledged when it was asked for' : ''),
    );
  }
  return findings;
};

/**
 * Positions that `konsil audit window` lists.
 * @param {Place} place
 * @returns {Promise<number[]>}
 */
const listedBy = ({ at }) =>
  new Promise((resolve, reject) => {
    const env = { ...environmentOf(at), ...at.environment };
    execFile(process.execPath, [CLI, 'audit', 'window'], { env }, (error, stdout, stderr) => {
      // With 1 it ends where it lists something, and where it fails midway.
      if ((error !== null && error.code !== 1) || stderr !== '') reject(new Error(`konsil audit window: ${stderr}`));
      else
        resolve(
          stdout
            .split('\n')
            .filter((line) => line !== '')
            .map((line) => JSON.parse(line).position),
        );
    });
  });

/**
 * @param {ReadonlyMap<number, number>} late
 * @param {readonly number[]} listed
 */
const compare = (late, listed) => {
  const missing = [...late.keys()].filter((position) => !listed.includes(position));
  const unfounded = listed.filter((position) => !late.has(position));
  return {
    ...noFindings(),
    problems: [
      ...missing.map((position) => `konsil audit window does not list position ${position}`),
      ...unfounded.map((position) => `konsil audit window lists position ${position}, where access stood`),
    ],
  };
};
