import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createQueries, type Queries } from '../queries/index.js';
import type { ReadStore } from '../read-store/index.js';
import { type Opened, STORES } from '../testing/stores.js';
import { allPages, askOf, compared, foldInto, quickCounts, shownCounts, SORTS, TEXTS, VALUES } from './asking.js';
import { randomHistory } from './history/history.js';
import { PEOPLE, PROVIDERS } from './history/names.js';
import { fits, isFound, sorted } from './oracle/comparing.js';
import { Oracle } from './oracle/oracle.js';
import { type Random, randomFrom } from './random.js';
import type { Raw } from './raw.js';

const HISTORIES = process.env['KONSIL_LONG'] === '1' ? 2_000 : 150;
const DAY = 86_400_000;

const filtersOf = (random: Random, events: readonly Raw[]): Record<string, unknown> => {
  const filters: Record<string, unknown> = {};
  for (const [name, values] of Object.entries(VALUES)) if (random.chance(0.12)) filters[name] = random.some(values);
  if (random.chance(0.15)) filters['unread'] = random.chance(0.7);
  if (random.chance(0.1)) filters['activeSince'] = random.pick(events).recordedAt;
  if (random.chance(0.1)) filters['activeBefore'] = random.pick(events).recordedAt;
  return filters;
};

describe.each(STORES)('Manage Orders and the Collaborator Dashboard on $store', ({ store, open }) => {
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

  /** Everything that the rows said, so that nothing is compared in its absence alone. */
  const said = { category: new Set<unknown>(), collaboratorStatus: new Set<unknown>(), status: new Set<unknown>() };

  const compareOnce = async (seed: number, random: Random, events: readonly Raw[]): Promise<number> => {
    const last = Date.parse(events.at(-1)?.recordedAt ?? '');
    const now = new Date(last + random.below(40) * DAY).toISOString();
    const isProvider = random.chance(0.4);
    const viewer = random.pick(isProvider ? PROVIDERS : PEOPLE);
    const oracle = new Oracle(events, now);
    const mine = isProvider ? oracle.orders(viewer) : oracle.collaborations(viewer);
    const filters = filtersOf(random, events);
    const entries = [
      'none',
      ...new Set(events.flatMap(({ data }) => (data['collaboratorId'] as string | undefined) ?? [])),
    ];
    if (isProvider && random.chance(0.15)) filters['collaboratorId'] = random.some(entries);
    if (!isProvider && random.chance(0.15)) filters['providerId'] = random.some(PROVIDERS);
    const search = random.chance(0.3) ? random.pick(TEXTS) : '';
    const sort = random.pick([...SORTS, isProvider ? 'collaborators' : 'provider']);
    const direction = random.pick(['ascending', 'descending']);
    const question = { viewer, now, filters, search, sort, direction, limit: 1 + random.below(12) };
    const ask = askOf(queries, isProvider);
    const { rows, first } = await allPages(ask, question);
    const wanted = sorted(
      mine.filter((row) => fits(row, filters) && (search === '' || isFound(row, search))),
      sort,
      direction === 'descending',
    );
    for (const row of mine) for (const [name, values] of Object.entries(said)) values.add(row[name]);
    const context = { seed, question };
    expect({ context, rows }).toEqual({ context, rows: wanted.map(compared) });
    expect({ context, counts: shownCounts(first) }).toEqual({ context, counts: quickCounts(mine) });
    expect({ context, total: first.total }).toEqual({ context, total: { count: wanted.length, more: false } });
    return wanted.length;
  };

  it(`agree with the events gone through again, on ${histories} random histories at random times`, async () => {
    let shown = 0;
    for (let seed = 1; seed <= histories; seed += 1) {
      const random = randomFrom(seed * 31);
      const events = randomHistory(seed, 60 + random.below(180));
      await readStore.writer?.reset();
      const cut = 12 + random.below(events.length - 12);
      for (const part of [events.slice(0, cut), events.slice(cut)]) {
        if (part.length === 0 || readStore.writer === undefined) continue;
        await foldInto(readStore.writer, part);
        const seen = events.slice(0, (part.at(-1)?.position ?? 0) + 1);
        for (let n = 0; n < 3; n += 1) shown += await compareOnce(seed, random, seen);
      }
    }
    expect(shown).toBeGreaterThan(histories / 2);
    if (histories < 50) return;
    for (const [name, values] of Object.entries(said))
      expect([...values].sort()).toEqual([...VALUES[name as 'status']].sort());
  }, 900_000);
});
