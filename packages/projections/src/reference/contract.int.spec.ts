/** What every read store answers to the same questions, one by one: filters, sorts, search, paging while rows change, access. */

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createQueries, QueryError, type Queries } from '../queries/index.js';
import { type Opened, STORES } from '../testing/stores.js';
import {
  allPages,
  type Ask,
  askOf,
  compared,
  foldInto,
  quickCounts,
  shownCounts,
  SORTS,
  TEXTS,
  VALUES,
} from './asking.js';
import { randomHistory } from './history/history.js';
import { PEOPLE, PROVIDERS } from './history/names.js';
import { fits, isFound, sorted } from './oracle/comparing.js';
import { Oracle, type OracleRow } from './oracle/oracle.js';

const CUT = 500;
/** Rows that somebody's list has at the least, so that it has pages. */
const ENOUGH = 8;

/** Who has the most rows, for each list. */
const most = (viewers: readonly string[], rowsOf: (viewer: string) => readonly OracleRow[]): string =>
  viewers.toSorted((one, other) => rowsOf(other).length - rowsOf(one).length)[0] ?? '';

/** The first history in which somebody is shared enough. */
const history = () => {
  for (let seed = 1; seed < 1_000; seed += 1) {
    const events = randomHistory(seed, 700);
    const now = new Date(Date.parse(events.at(-1)?.recordedAt ?? '') + 1_000).toISOString();
    const oracle = new Oracle(events, now);
    if (PEOPLE.some((one) => oracle.collaborations(one).length >= ENOUGH)) return { events, now, oracle };
  }
  throw new Error('No history has rows enough.');
};
const { events, now, oracle } = history();
const before = events.slice(0, CUT);

const LISTS = [
  { list: 'orders', isProvider: true, viewer: most(PROVIDERS, (one) => oracle.orders(one)), ownSort: 'collaborators' },
  {
    list: 'collaborations',
    isProvider: false,
    viewer: most(PEOPLE, (one) => oracle.collaborations(one)),
    ownSort: 'provider',
  },
] as const;
const rowsOf = (of: Oracle, isProvider: boolean, viewer: string): readonly OracleRow[] =>
  isProvider ? of.orders(viewer) : of.collaborations(viewer);

const middle = events[CUT / 2]?.recordedAt ?? '';
const FILTERS: readonly Readonly<Record<string, unknown>>[] = [
  {},
  ...Object.entries(VALUES).flatMap(([name, values]) => [
    ...values.map((value) => ({ [name]: [value] })),
    { [name]: [] },
  ]),
  { unread: true },
  { unread: false },
  { activeSince: middle },
  { activeBefore: middle },
  { status: VALUES.status, unread: false, activeSince: middle },
];
const DIRECTIONS = ['ascending', 'descending'] as const;
const usual = { now, filters: {}, search: '', sort: 'lastActivity', direction: 'descending', limit: 3 };

describe.each(STORES)('The lists on $store', ({ open }) => {
  let opened: Opened;
  let queries: Queries;
  beforeAll(async () => {
    opened = await open();
    queries = createQueries(opened.readStore);
    await refill(events);
  }, 60_000);
  afterAll(() => opened.close());

  const refill = async (part: readonly (typeof events)[number][]): Promise<void> => {
    const { writer } = opened.readStore;
    if (writer === undefined) throw new Error('The store is open for writing.');
    await writer.reset();
    await foldInto(writer, part);
  };

  describe.each(LISTS)('$list', ({ isProvider, viewer, ownSort }) => {
    const mine = rowsOf(oracle, isProvider, viewer);
    const ask: Ask = (question) => askOf(queries, isProvider)(question);
    const expectRows = async (asked: Partial<typeof usual>): Promise<void> => {
      const question = { ...usual, ...asked, viewer };
      const { filters, search, sort, direction } = question;
      const wanted = sorted(
        mine.filter((row) => fits(row, filters) && (search === '' || isFound(row, search))),
        sort,
        direction === 'descending',
      );
      expect((await allPages(ask, question)).rows).toEqual(wanted.map(compared));
    };

    it('has rows to ask for, and counts them', async () => {
      expect(mine.length).toBeGreaterThan(usual.limit);
      expect(shownCounts(await ask({ ...usual, viewer }))).toEqual(quickCounts(mine));
    });

    it.each([...SORTS, ownSort].flatMap((sort) => DIRECTIONS.map((direction) => ({ sort, direction }))))(
      'sorts by $sort, $direction, ties and missing values too',
      (asked) => expectRows(asked),
    );

    it.each(FILTERS.map((filters) => ({ filters, name: JSON.stringify(filters) })))('filters by $name', ({ filters }) =>
      expectRows({ filters }),
    );

    it.each([
      ...TEXTS,
      'MÜLLER',
      '%',
      '_',
      '\\',
      "'",
      '*',
      '?',
      '[',
      ']',
      'm?ller',
      '[a-z]',
      'x'.repeat(500),
      'a\u0000',
      '\ud800',
    ])('searches for "%s"', (search) => expectRows({ search }));

    it('shows nothing to a stranger', async () => {
      expect((await ask({ ...usual, viewer: 'a-stranger' })).rows).toEqual([]);
    });

    it.each([
      ['text for a number', ['unread', 'descending', 'many', 'case', '']],
      ['a number for text', ['orderNumber', 'ascending', 1, 'case', '']],
      ['NUL', ['orderNumber', 'ascending', 'a\u0000', 'case', '']],
    ])('refuses a cursor with %s', async (_, parts) => {
      const [sort, direction] = parts as [string, string];
      const ties = isProvider ? parts.slice(0, 4) : parts;
      const cursor = Buffer.from(JSON.stringify(ties)).toString('base64url');
      await expect(ask({ ...usual, sort, direction, viewer, cursor })).rejects.toBeInstanceOf(QueryError);
    });
  });

  it('goes on behind the last row of a page while rows change', async () => {
    const { viewer } = LISTS[0];
    const ask = askOf(queries, true);
    const question = { ...usual, viewer, sort: 'orderNumber', direction: 'ascending' };
    await refill(before);
    const first = await ask(question);
    const last = first.rows.at(-1);
    const { writer } = opened.readStore;
    if (writer !== undefined) await foldInto(writer, events.slice(CUT));
    const wanted = sorted([...oracle.orders(viewer)], 'orderNumber', false).map(compared) as [string, string, string][];
    const key = ([caseId, , orderNumber]: readonly unknown[]): string => `${String(orderNumber)} ${String(caseId)}`;
    const behind = wanted.filter((row) => key(row) > key([last?.caseId, '', last?.orderNumber]));
    const { rows } = await allPages((asked) => ask({ cursor: first.next ?? '', ...asked }), question);
    expect(rows).toEqual(behind);
    expect(behind.length).toBeGreaterThan(0);
  });
});
