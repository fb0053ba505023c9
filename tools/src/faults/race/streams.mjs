/**
 * Clients that count: each reads the last event of a stream, stalls, and appends the next number at the revision it has
 * read. Whoever loses reads again. Judged by the numbers in the streams alone.
 *
 * @typedef {import('@konsil/event-store').EventStore} EventStore
 * @typedef {{ stream: string, revision: number, id: string }} Acknowledged
 */

import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { connectKurrentEventStore, openSqliteEventStore } from '@konsil/event-store';
import { startStandIn } from '@konsil/event-store/testing/stand-in';
import { noFindings, together } from '../fault.mjs';
import { randomFrom } from '../random.mjs';

const CLIENTS = 16;
const STREAMS = 3;
/** Acknowledged appends of each client in a round. */
const APPENDS = 20;
/** Turns of the event loop between reading and appending, at the most. */
const LONGEST_STALL = 6;
/** How often a client asks the same again at once, as one does who heard no answer. */
const REPEATS = 0.25;
const ATTEMPTS = 20;
/** How often the server writes and does not say so. */
const SILENT = 0.02;

/** @typedef {{ name: string, store: EventStore, misbehave: (random: import('../random.mjs').Random) => void, close: () => Promise<void> }} Log */

/**
 * @param {string} folder
 * @returns {(() => Promise<Log>)[]}
 */
const logs = (folder) => [
  async () => {
    const store = await openSqliteEventStore({ folder });
    return { name: 'SQLite', store, misbehave: () => undefined, close: () => store.close() };
  },
  ...[true, false].map((batchAppend) => async () => {
    const server = await startStandIn({ batchAppend });
    const store = await connectKurrentEventStore({ connectionString: server.connectionString });
    return {
      name: `KurrentDB (stand-in, ${batchAppend ? 'batch' : 'unary'} append)`,
      store,
      /** @param {import('../random.mjs').Random} random */
      misbehave: (random) => {
        if (random.next() < SILENT) server.faults.onAppends(random.pick(['fail-after-writing', 'drop-after-writing']));
      },
      close: async () => {
        await store.close();
        await server.stop();
      },
    };
  }),
];

/**
 * @param {{ rounds: number, control: boolean, random: import('../random.mjs').Random, folder: string,
 *   say: (line: string) => void }} options
 */
export const streamRounds = async ({ rounds, control, random, folder, say }) => {
  const all = [];
  let done = 0;
  for (const open of logs(folder)) {
    const log = await open();
    try {
      for (done = 0; done < rounds;) {
        const findings = await oneRound(log, random, control);
        all.push(findings);
        done += 1;
        say(`streams, ${log.name}, round ${done}: ${findings.story}`);
        if (findings.problems.length > 0) break;
      }
    } finally {
      await log.close();
    }
    if (done < rounds) break;
  }
  return { ...together(all), done, figures: { lostRaces: all.reduce((sum, { lostRaces }) => sum + lostRaces, 0) } };
};

/**
 * @param {Log} log
 * @param {import('../random.mjs').Random} random
 * @param {boolean} control
 */
const oneRound = async (log, random, control) => {
  const streams = Array.from({ length: STREAMS }, () => `race-${randomUUID()}`);
  const seeds = Array.from({ length: CLIENTS }, () => random.between(0, 2 ** 31));
  const clients = await Promise.all(seeds.map((seed) => client(log, streams, randomFrom(seed), control)));
  const acknowledged = clients.flatMap((one) => one.acknowledged);
  const lostRaces = clients.reduce((sum, one) => sum + one.lostRaces, 0);
  const findings = together([
    ...clients.map(({ problems }) => ({ ...noFindings(), lost: problems.length, problems })),
    await judge(log.store, streams, acknowledged),
  ]);
  const story = `${acknowledged.length} appends by ${CLIENTS} clients, ${lostRaces} lost races, ${findings.problems.length} problems`;
  return { ...findings, lostRaces, story };
};

/**
 * @param {Log} log
 * @param {readonly string[]} streams
 * @param {import('../random.mjs').Random} random
 * @param {boolean} control
 */
const client = async ({ store, misbehave }, streams, random, control) => {
  /** @type {Acknowledged[]} */
  const acknowledged = [];
  /** @type {string[]} */
  const problems = [];
  let lostRaces = 0;
  while (acknowledged.length < APPENDS && problems.length === 0) {
    const stream = random.pick(streams);
    const head = await insist(() => headOf(store, stream));
    for (let turns = random.between(0, LONGEST_STALL); turns > 0; turns -= 1) await nextTurn();
    const id = randomUUID();
    const event = { id, type: 'Counted', data: JSON.stringify({ count: head.count + 1 }), metadata: '{}' };
    /** @type {import('@konsil/event-store').ExpectedRevision} */
    const expected = control ? 'any' : head.revision === -1 ? 'no-stream' : head.revision;
    misbehave(random);
    const asked = Array.from({ length: random.next() < REPEATS ? 2 : 1 }, () =>
      insist(() => store.append({ stream, expected, events: [event] })),
    );
    const answers = await Promise.all(asked.map((one) => one.catch(refusal)));
    const [first] = answers;
    if (answers.some((answer) => answer?.revision !== first?.revision)) {
      problems.push(`asked twice for ${id} in ${stream}, answered ${JSON.stringify(answers)}`);
      continue;
    }
    if (first === undefined) {
      lostRaces += 1;
      continue;
    }
    acknowledged.push({ stream, revision: first.revision, id });
    const seen = await insist(() => eventsOf(store, stream, first.revision, 1));
    if (seen[0]?.id !== id) problems.push(`revision ${first.revision} of ${stream} was acknowledged and is not seen`);
  }
  return { acknowledged, problems, lostRaces };
};

/**
 * Asks again, the very same, while the answer is that nobody answered.
 * @template Answer
 * @param {() => Promise<Answer>} ask
 */
const insist = async (ask) => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      const { code } = /** @type {{ code?: unknown }} */ (error);
      if (attempt === ATTEMPTS || (code !== 'unavailable' && code !== 'unknown-outcome')) throw error;
    }
  }
};

/**
 * Another was first; whatever else goes wrong is no race.
 * @param {unknown} error
 */
const refusal = (error) => {
  if (/** @type {{ code?: unknown }} */ (error).code === 'wrong-expected-revision') return undefined;
  throw error;
};

/**
 * @param {EventStore} store
 * @param {string} stream
 */
const headOf = async (store, stream) => {
  for await (const { revision, data } of store.readStream(stream, { direction: 'backwards', limit: 1 }))
    return { revision, count: countIn(data) };
  return { revision: -1, count: 0 };
};

/** @param {string | undefined} data */
const countIn = (data) => Number(JSON.parse(data ?? '{}').count);

/**
 * @param {EventStore} store
 * @param {string} stream
 * @param {number} from
 * @param {number} limit
 */
const eventsOf = async (store, stream, from = 0, limit = Infinity) => {
  const events = [];
  for await (const { id, revision, data } of store.readStream(stream, { from, limit }))
    events.push({ id, revision, count: countIn(data) });
  return events;
};

/**
 * Whoever counts on what was there last writes 1, 2, 3 without a gap and without a number twice.
 * @param {EventStore} store
 * @param {readonly string[]} streams
 * @param {readonly Acknowledged[]} acknowledged
 */
const judge = async (store, streams, acknowledged) => {
  const findings = noFindings();
  for (const stream of streams) {
    const events = await insist(() => eventsOf(store, stream));
    const won = acknowledged.filter((one) => one.stream === stream);
    for (const [at, { revision, count }] of events.entries()) {
      if (revision === at && count === at + 1) continue;
      findings.lost += 1;
      findings.problems.push(`lost update: place ${at} of ${stream} holds revision ${revision}, counted ${count}`);
      break;
    }
    for (const { revision, id } of won)
      if (events[revision]?.id !== id) {
        findings.lost += 1;
        findings.problems.push(`revision ${revision} of ${stream} was acknowledged to one and is another's`);
      }
    const ids = new Set(won.map(({ id }) => id));
    const unexplained = events.filter(({ id }) => !ids.has(id)).length;
    if (unexplained > 0 || ids.size !== won.length) {
      findings.duplicated += 1;
      findings.problems.push(
        `${stream} holds ${events.length} events, of which ${unexplained} were acknowledged to nobody`,
      );
    }
  }
  return findings;
};
