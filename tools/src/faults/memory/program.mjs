/**
 * Writes or reads a log and prints what the process held in memory at the most: `node program.mjs write FOLDER MARK…`
 * after each number of events, `node program.mjs WAY FOLDER MARK` after so many. A process for each, since what a process
 * once held it never forgets.
 */

import { randomUUID } from 'node:crypto';
import { openSqliteEventStore } from '@konsil/event-store';

const EVENTS_A_STREAM = 10;
const IN_FLIGHT = 32;
const PAGE = 500;

const [, , way = '', folder = '', ...marks] = process.argv;

/** @param {number} events */
const look = (events) => {
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(`${JSON.stringify({ way, events, peak })}\n`);
};

const someEvents = () =>
  Array.from({ length: EVENTS_A_STREAM }, () => ({
    id: randomUUID(),
    type: 'MessagePosted',
    data: JSON.stringify({ messageId: randomUUID(), text: 'Bitte die Mittellinie noch einmal prüfen. '.repeat(5) }),
    metadata: JSON.stringify({ actor: { id: randomUUID(), role: 'provider' }, commandId: randomUUID() }),
  }));

const write = async () => {
  const store = await openSqliteEventStore({ folder });
  let asked = 0;
  /** @param {number} mark */
  const writer = async (mark) => {
    while (asked < mark) {
      asked += EVENTS_A_STREAM;
      await store.append({ stream: `conversation-${randomUUID()}`, expected: 'no-stream', events: someEvents() });
    }
  };
  for (const mark of marks.map(Number)) {
    await Promise.all(Array.from({ length: IN_FLIGHT }, () => writer(mark)));
    look(asked);
  }
  await store.close();
};

/** @typedef {import('@konsil/event-store').SqliteEventStore} Store */

/** @type {Readonly<Record<string, (store: Store, events: number) => Promise<number>>>} Each answers how many it has read. */
const READING = {
  'in pages': async (store, events) => {
    let read = 0;
    while (read < events) {
      const page = [];
      for await (const event of store.readAll({ from: read, limit: PAGE })) page.push(event);
      read += page.length;
    }
    return read;
  },
  streaming: async (store, events) => {
    let read = 0;
    for await (const event of store.readAll({ limit: events })) read = event.position + 1;
    return read;
  },
  'by subscription': async (store, events) => {
    let read = 0;
    const subscription = store.subscribe({ after: -1, signal: new globalThis.AbortController().signal });
    for await (const message of subscription) {
      if (message.kind === 'events') read += message.events.length;
      if (read >= events) break;
    }
    return read;
  },
  'keeping all': async (store, events) => {
    const kept = [];
    for await (const event of store.readAll({ limit: events })) kept.push(event);
    return kept.length;
  },
};

const read = async () => {
  const store = await openSqliteEventStore({ folder, readOnly: true });
  const wanted = Number(marks[0]);
  const count = await READING[way]?.(store, wanted);
  if (count === undefined || count < wanted) throw new Error(`${way}: read ${count} of ${wanted}`);
  look(wanted);
  await store.close();
};

await (way === 'write' ? write() : read());
