import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ProviderId } from '@konsil/domain';
import { createQueries, type Queries, type RosterEntry } from '../queries/index.js';
import type { ReadStore } from '../read-store/index.js';
import { type Opened, STORES } from '../testing/stores.js';
import { foldInto } from './asking.js';
import { randomHistory } from './history/history.js';
import { DAY, PROVIDERS } from './history/names.js';
import { rosterOf } from './oracle/roster.js';
import { randomFrom } from './random.js';

const HISTORIES = process.env['KONSIL_LONG'] === '1' ? 2_000 : 100;
const STATES: readonly RosterEntry['state'][] = [
  ...(['added', 'invited', 'invitation-expired', 'invitation-declined', 'invitation-withdrawn'] as const),
  ...(['accepted', 'paused', 'removed'] as const),
];

/** Without the name, which is another fold's. */
const told = ({ name: _, ...entry }: RosterEntry) => entry;

describe.each(STORES)('Manage Collaborators on $store', ({ store, open }) => {
  const histories = store === 'SQLite' ? HISTORIES : HISTORIES / 10;
  let opened: Opened;
  let readStore: ReadStore;
  let queries: Queries;
  beforeAll(async () => {
    opened = await open();
    ({ readStore } = opened);
    queries = createQueries(readStore);
  }, 60_000);
  afterAll(() => opened.close());

  it(`agrees with the events gone through again, on ${histories} random histories at random times`, async () => {
    const states = new Set<string>();
    for (let seed = 1; seed <= histories; seed += 1) {
      const random = randomFrom(seed * 17);
      const events = randomHistory(seed + 50_000, 60 + random.below(180));
      if (readStore.writer === undefined) throw new Error('It was opened for writing.');
      await readStore.writer.reset();
      await foldInto(readStore.writer, events);
      const now = new Date(Date.parse(events.at(-1)?.recordedAt ?? '') + random.below(20) * DAY).toISOString();
      for (const providerId of PROVIDERS) {
        const { entries } = await queries.roster(providerId as string as ProviderId, now);
        const wanted = rosterOf(events, providerId, now);
        expect({ seed, entries: entries.map(told) }).toEqual({ seed, entries: wanted });
        for (const { state } of wanted) states.add(state);
      }
    }
    if (histories >= 100) expect([...states].sort()).toEqual([...STATES].sort());
  }, 900_000);
});
