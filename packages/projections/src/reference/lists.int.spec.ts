import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  CollaborationRow,
  CollaborationsQuestion,
  ListPage,
  OrderRow,
  OrdersQuestion,
  Queries,
} from '../queries/index.js';
import { createQueries } from '../queries/index.js';
import { PageFolder } from '../engine/page.js';
import { readModelFolds } from '../folds/index.js';
import {
  openPostgresReadStore,
  openSqliteReadStore,
  type ReadStore,
  type ReadStoreWriter,
} from '../read-store/index.js';
import { startPostgres } from '../testing/postgres.js';
import { PEOPLE, PROVIDERS, randomHistory } from './history.js';
import { fits, isFound, Oracle, type OracleRow, sorted } from './oracle.js';
import { type Random, randomFrom } from './random.js';
import type { Raw } from './raw.js';

const HISTORIES = process.env['KONSIL_LONG'] === '1' ? 2_000 : 500;
const DAY = 86_400_000;

const SORTS = [
  ...['orderNumber', 'patient', 'lastActivity', 'status', 'category', 'caseType', 'practice'],
  ...['collaboratorStatus', 'unread'],
];
const VALUES = {
  status: ['action-needed', 'in-treatment', 'closed'],
  category: ['setup-awaiting-approval', 'setup-in-production', 'setup-being-changed', 'retainer-ordered', 'closed'],
  caseType: ['none', 'flex', 'mini', 'one', 'two', 'unlimited-3', 'unlimited-5', 'retainer-only'],
  collaboratorStatus: [
    'not-shared',
    'awaiting-setup',
    'evaluating-setup',
    'ready-for-approval',
    'approved',
    'archived',
  ],
  practiceId: ['anna-practice-1', 'anna-practice-2', 'luis-practice-1', 'luis-practice-3'],
};
const TEXTS = [
  'k',
  'müller',
  'mu',
  'praxis',
  'planwell',
  'jonas',
  'ö',
  'Ängström',
  'ozawa',
  'anna',
  ', ',
  't1',
  '-1',
  'zz',
];

/** The parts of a row that both sides tell. */
const told = (row: OrderRow | CollaborationRow): Readonly<Record<string, unknown>> => ({
  ...row,
  collaboratorId: 'collaboratorId' in row ? row.collaboratorId : '',
  caseType: row.caseType ?? 'none',
  patient: row.patient === null || typeof row.patient.familyName !== 'string' ? '' : nameOf(row.patient),
  practice: row.practiceName ?? '',
  collaborators:
    'collaborators' in row ? row.collaborators.map(({ collaboratorId, status }) => `${collaboratorId}=${status}`) : [],
});

const nameOf = ({ familyName, givenName }: { familyName: unknown; givenName: unknown }): string =>
  `${String(familyName)}, ${String(givenName)}`;

const COMPARED = [
  ...['caseId', 'collaboratorId', 'orderNumber', 'lastActivity', 'status', 'category', 'caseType', 'practiceId'],
  ...['practice', 'collaboratorStatus', 'unread', 'patient', 'collaborators', 'providerId'],
];
const compared = (row: Readonly<Record<string, unknown>>): unknown => COMPARED.map((name) => row[name]);

const filtersOf = (random: Random, events: readonly Raw[]): Record<string, unknown> => {
  const filters: Record<string, unknown> = {};
  for (const [name, values] of Object.entries(VALUES)) if (random.chance(0.12)) filters[name] = random.some(values);
  if (random.chance(0.15)) filters['unread'] = random.chance(0.7);
  if (random.chance(0.1)) filters['activeSince'] = random.pick(events).recordedAt;
  if (random.chance(0.1)) filters['activeBefore'] = random.pick(events).recordedAt;
  return filters;
};

const quickCounts = (rows: readonly OracleRow[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {
    all: rows.length,
    unread: rows.filter((row) => Number(row['unread']) > 0).length,
  };
  for (const row of rows) {
    for (const name of [String(row['status']), String(row['collaboratorStatus'])])
      counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
};

const shownCounts = ({ counts }: ListPage<unknown>): Readonly<Record<string, number>> => {
  const each = Object.entries({ ...counts.status, ...counts.collaboratorStatus }).filter(([, count]) => count > 0);
  return { all: counts.all, unread: counts.unread, ...Object.fromEntries(each) };
};

interface Question {
  readonly viewer: string;
  readonly now: string;
  readonly filters: Readonly<Record<string, unknown>>;
  readonly search: string;
  readonly sort: string;
  readonly direction: string;
  readonly limit: number;
}
type Ask = (question: Question & { readonly cursor?: string }) => Promise<ListPage<OrderRow | CollaborationRow>>;

/** All pages of a list, and the first one for its counts. */
const allPages = async (ask: Ask, question: Question): Promise<{ rows: unknown[]; first: ListPage<unknown> }> => {
  const first = await ask(question);
  const rows: unknown[] = [...first.rows.map((row) => compared(told(row)))];
  let cursor = first.next;
  while (cursor !== undefined) {
    const page: ListPage<OrderRow | CollaborationRow> = await ask({ ...question, cursor });
    rows.push(...page.rows.map((row) => compared(told(row))));
    cursor = page.next;
  }
  return { rows, first };
};

const metadata = { actor: { id: 'setup', role: 'setup' }, commandId: 'none', causationId: '', correlationId: '' };

const foldInto = async (writer: ReadStoreWriter, events: readonly Raw[]): Promise<void> => {
  const folder = await PageFolder.over(readModelFolds, writer);
  await folder.fold(events.map((event) => ({ ...event, kind: 'event', id: `event-${event.position}`, metadata })));
  await folder.commit();
};

interface Opened {
  readonly readStore: ReadStore;
  readonly close: () => Promise<void>;
}

const onSqlite = async (): Promise<Opened> => {
  const readStore = openSqliteReadStore({ file: ':memory:', folds: readModelFolds });
  return { readStore, close: () => readStore.close() };
};

const onPostgres = async (): Promise<Opened> => {
  const server = await startPostgres();
  const readStore = await openPostgresReadStore({ connectionString: server.connectionString, folds: readModelFolds });
  return {
    readStore,
    close: async () => {
      await readStore.close();
      await server.stop();
    },
  };
};

describe.each([
  { store: 'SQLite', open: onSqlite, histories: HISTORIES },
  { store: 'PostgreSQL', open: onPostgres, histories: HISTORIES / 10 },
])('Manage Orders and the Collaborator Dashboard on $store', ({ open, histories }) => {
  let opened: Opened;
  let readStore: ReadStore;
  let queries: Queries;
  beforeAll(async () => {
    opened = await open();
    ({ readStore } = opened);
    queries = createQueries(readStore);
  }, 60_000);
  afterAll(() => opened.close());

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
    const ask: Ask = (asked) =>
      isProvider
        ? queries.manageOrders(asked as unknown as OrdersQuestion)
        : queries.collaborations(asked as unknown as CollaborationsQuestion);
    const { rows, first } = await allPages(ask, question);
    const wanted = sorted(
      mine.filter((row) => fits(row, filters) && (search === '' || isFound(row, search))),
      sort,
      direction === 'descending',
    );
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
      const events = randomHistory(seed, 30 + random.below(90));
      await readStore.writer?.reset();
      const cut = 12 + random.below(events.length - 12);
      for (const part of [events.slice(0, cut), events.slice(cut)]) {
        if (part.length === 0 || readStore.writer === undefined) continue;
        await foldInto(readStore.writer, part);
        const seen = events.slice(0, (part.at(-1)?.position ?? 0) + 1);
        for (let n = 0; n < 3; n += 1) shown += await compareOnce(seed, random, seen);
      }
    }
    expect(shown).toBeGreaterThan(histories);
  }, 120_000);
});
