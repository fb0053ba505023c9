import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PracticeId, ProviderId } from '@konsil/domain';
import { aCase, annaId, annasPractice, aPatient, aRoster, inDays, luis, luisId } from '@konsil/domain/testing';
import Sqlite, { type Database } from 'better-sqlite3';
import { Kysely } from 'kysely';
import { markOf } from '../../folds/patients/marks.js';
import type { StoreTables } from '../../read-store/index.js';
import { sqliteDialect } from '../../read-store/sqlite/dialect.js';
import { PlannedOnce } from '../../read-store/sqlite/planned-once.js';
import { aLog } from '../../testing/log.js';
import { everybody } from '../../testing/people.js';
import { aFolder, run } from '../../testing/running.js';
import { createQueries } from '../create.js';
import type { Queries } from '../queries.js';
import type { CollaborationSort, OrderSort } from '../questions.js';

const asking = { viewer: annaId, now: inDays(1) };
const indexOf: Readonly<Record<OrderSort, string>> = {
  orderNumber: 'cases_providerId_orderNumber_begunPosition',
  patient: 'cases_providerId_patientSort_begunPosition',
  lastActivity: 'cases_providerId_lastActivity_begunPosition',
  status: 'cases_providerId_statusRank_begunPosition',
  category: 'cases_providerId_categoryRank_begunPosition',
  caseType: 'cases_providerId_caseTypeRank_begunPosition',
  practice: 'cases_providerId_practiceId_begunPosition',
  collaborators: 'cases_providerId_collaborators_begunPosition',
  collaboratorStatus: 'cases_providerId_collaboratorStatusRank_begunPosition',
  unread: 'cases_providerId_unread_begunPosition',
};
const indexed = {
  orderNumber: 'orderNumber',
  patient: 'patientSort',
  lastActivity: 'lastActivity',
  status: 'statusRank',
  category: 'categoryRank',
  caseType: 'caseTypeRank',
  practice: 'practiceId',
  provider: 'providerId',
  collaboratorStatus: 'collaboratorStatusRank',
  unread: 'unread',
} satisfies Readonly<Record<CollaborationSort, string>>;
const sorts = Object.keys(indexOf) as OrderSort[];

/** Anna's one case over and over: 40 providers with names, 100 cases each, hers among them, most of them shared with Luis. */
const multiply = (database: Database): void => {
  database.function('mark', (id) => markOf(String(id)));
  const [provider, practice] = ['provider', 'practice'].map(
    (what) => `CASE n % 40 WHEN 0 THEN "${what}Id" ELSE '${what}-' || (n % 40) END`,
  ) as [string, string];
  const copies: Readonly<Record<string, string>> = {
    patientId: `'patient-' || n`,
    caseId: `'case-' || n`,
    providerId: provider,
    practiceId: practice,
    practiceMark: `mark(${practice})`,
    providerMark: `mark(${provider})`,
    lastActivity: `'2026-03-' || (n % 28)`,
    recipientId: `CASE n % 3 WHEN 0 THEN 'person-' || (n % 40) ELSE "recipientId" END`,
    unread: 'n % 3',
    sharedPosition: '1000 + n',
    begunPosition: '1000 + n',
  };
  for (const table of ['patients', 'cases', 'grants']) {
    const columns = database.pragma(`table_info("${table}")`) as readonly { readonly name: string }[];
    const values = columns.map(({ name }) => copies[name] ?? `"${name}"`).join(', ');
    database.exec(`WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 4000)
      INSERT INTO "${table}" SELECT ${values} FROM "${table}", numbers`);
  }
  database.exec(`WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 40)
    INSERT INTO "people" SELECT 'provider-' || n, 'Dr. ' || n, 'dr. ' || n, 'dr. ' || n, "language", "registered", "roles",
      "auditor", "account" FROM "people", numbers WHERE "personId" = '${annaId}';
    WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 40)
    INSERT INTO "practices" SELECT 'provider-' || n, 'practice-' || n, 'Praxis ' || n, 'praxis ' || n, 'praxis ' || n, "open"
      FROM "practices", numbers WHERE "practiceId" = '${annasPractice}'`);
  database.exec(`DELETE FROM "orderCounts"; INSERT INTO "orderCounts"
    SELECT "providerId", "status", "collaboratorStatus", "unread" > 0, count(*) FROM "cases" GROUP BY 1, 2, 3, 4;
    DELETE FROM "grantCounts"; INSERT INTO "grantCounts"
    SELECT "recipientId", "providerId", "collaboratorId", "recipientKind", "blocked", "status", "collaboratorStatus",
      "coveredUntil" > '', "unread" > 0, count(*) FROM "grants" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9`);
};

describe('The plans of SQLite', () => {
  const folder = aFolder();
  const asked: { readonly sql: string; readonly parameters: readonly unknown[] }[] = [];
  let database: Database;
  let queries: Queries;

  beforeAll(async () => {
    const log = aLog();
    await log.record(...everybody, ...aRoster().with(luis).events, ...aPatient().events);
    await log.record(...aCase().sharedWith(luis).events);
    const file = folder.path('rows.db');
    const running = run(log.store, { file });
    await running.engine.caughtUp;
    await running.stop();
    database = new Sqlite(file);
    multiply(database);
    const kysely = new Kysely<StoreTables>({
      dialect: new PlannedOnce({ database }),
      log: ({ query: { sql, parameters } }) => void asked.push({ sql, parameters }),
    });
    queries = createQueries({ queries: kysely, dialect: sqliteDialect });
  });
  afterAll(() => {
    database.close();
    folder.remove();
  });

  /** What SQLite does for a question, line by line. */
  const planFor = async (ask: () => Promise<unknown>): Promise<readonly string[]> => {
    asked.length = 0;
    await ask();
    return asked
      .filter(({ sql }) => sql.startsWith('select'))
      .flatMap(({ sql, parameters }) =>
        database
          .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
          .all(...parameters)
          .map(({ detail }) => detail),
      );
  };
  const scans = (plan: readonly string[]): readonly string[] =>
    plan.filter((line) => /^SCAN (row|cases|grants|patients?|other|messages)\b/.test(line));

  describe.each(['without statistics', 'with statistics'])('%s', (statistics) => {
    beforeAll(() => {
      if (statistics === 'with statistics') database.exec('ANALYZE');
    });

    it.each(sorts)(
      'find a page of Manage Orders by %s in an index of the provider, and reads no rows of others',
      async (sort) => {
        const page = await queries.manageOrders({ ...asking, sort, limit: 5 });
        expect(page.total.count).toBe(101);
        const plan = await planFor(() => queries.manageOrders({ ...asking, sort, limit: 5 }));
        expect(scans(plan)).toEqual([]);
        expect(plan.join('\n')).toContain(indexOf[sort]);
      },
    );

    it.each(sorts)('go on behind a cursor by %s in the same index', async (sort) => {
      const { next } = await queries.manageOrders({ ...asking, sort, limit: 5 });
      const plan = await planFor(() =>
        queries.manageOrders({ ...asking, sort, limit: 5, ...(next === undefined ? {} : { cursor: next }) }),
      );
      expect(next).toBeDefined();
      expect(scans(plan)).toEqual([]);
      expect(plan.join('\n')).toContain(indexOf[sort]);
    });

    it.each([
      ['category', { category: ['shipped'] }],
      ['caseType', { caseType: ['two', 'none'] }],
    ] as const)('count what fits a filter by %s in an index of the provider alone', async (column, filters) => {
      const plan = await planFor(() => queries.manageOrders({ ...asking, filters }));
      expect(plan.join('\n')).toMatch(
        new RegExp(`INDEX ${indexOf[column]} \\(providerId=\\? AND ${column}Rank=\\?\\)`),
      );
    });

    it('go through no list of a recipient to count what the dashboard holds', async () => {
      const plan = await planFor(() => queries.collaborations({ viewer: luisId, now: inDays(1) }));
      expect(scans(plan)).toEqual([]);
      expect(plan.filter((line) => / row .*grants_recipientId/.test(line))).toEqual([
        expect.stringContaining('grants_recipientId_lastActivity_sharedPosition'),
      ]);
      expect(plan.join('\n')).toContain('SEARCH row USING INDEX grants_endsAt_providerId (endsAt<?)');
    });

    it.each(Object.keys(indexed) as CollaborationSort[])(
      'find a page of the dashboard by %s in an index of the recipient',
      async (sort) => {
        const first = { viewer: luisId, now: inDays(1), sort, limit: 5 };
        const { next = '' } = await queries.collaborations(first);
        expect(next).not.toBe('');
        for (const question of [first, { ...first, cursor: next }]) {
          const plan = await planFor(() => queries.collaborations(question));
          expect(scans(plan)).toEqual([]);
          expect(plan.join('\n')).toMatch(
            new RegExp(`row USING INDEX grants_recipientId_${indexed[sort]}_sharedPosition`),
          );
        }
      },
    );

    // Last in the order of names, and more rows than a page would be made of alone.
    const last = [39, 4, 5, 6, 7, 8, 9];
    const providerId = last.map((n) => `provider-${n}` as ProviderId);
    const practiceId = last.map((n) => `practice-${n}` as PracticeId);
    it.each([
      ['provider', { practiceId }],
      ['provider', { providerId }],
      ['practice', { practiceId }],
      ['practice', { providerId }],
    ] as const)('go in the order of each %s to no other than a filter leaves', async (sort, filters) => {
      asked.length = 0;
      const question = { viewer: luisId, now: inDays(1), sort, limit: 5, filters };
      // Their rosters say nothing of Luis, so that none of the names makes a page.
      expect((await queries.collaborations(question)).rows).toEqual([]);
      expect(asked.filter(({ sql }) => sql.includes('as "page"'))).toHaveLength(last.length);
    });

    it('read no rows of others for a filter, a search or the counts', async () => {
      const questions = [
        { filters: { status: ['closed'] } },
        { filters: { unread: true } },
        { search: 'sommer' },
      ] as const;
      for (const question of questions) {
        expect(scans(await planFor(() => queries.manageOrders({ ...asking, ...question })))).toEqual([]);
      }
    });
  });
});
