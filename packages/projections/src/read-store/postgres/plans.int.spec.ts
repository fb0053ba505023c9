import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CollaboratorId, PracticeId } from '@konsil/domain';
import { aCase, annaId, aPatient, aRoster, inDays, luis, luisId } from '@konsil/domain/testing';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { readModelFolds } from '../../folds/index.js';
import { createQueries, type Queries } from '../../queries/index.js';
import { buildReadModels } from '../../rebuilding/index.js';
import { aLog, plainCodec } from '../../testing/log.js';
import { everybody } from '../../testing/people.js';
import { startPostgres, type TestPostgres } from '../../testing/postgres.js';
import type { StoreTables } from '../index.js';
import { connect } from './connections.js';
import { postgresDialect } from './dialect.js';
import { openPostgresReadStore } from './open.js';
import { ExtensionMissing } from './trigrams.js';

const COPIES = 8_000;
const asking = { viewer: annaId, now: inDays(1) };

/** Anna's one case over and over, of 40 providers, hers and Luis's among them as SQLite's plans have it. */
const copies: Readonly<Record<string, string>> = {
  patientId: `'patient-' || n`,
  caseId: `'case-' || n`,
  providerId: `CASE n % 40 WHEN 0 THEN "providerId" ELSE 'provider-' || (n % 40) END`,
  lastActivity: `'2026-03-' || (n % 28)`,
  recipientId: `CASE n % 3 WHEN 0 THEN 'person-' || (n % 40) ELSE "recipientId" END`,
  search: `'sommer ' || md5(n::text)`,
  unread: 'n % 3',
  sharedPosition: '1000 + n',
  begunPosition: '1000 + n',
};

describe('On PostgreSQL', () => {
  let server: TestPostgres;
  let pool: pg.Pool;
  let queries: Queries;
  const asked: { readonly sql: string; readonly parameters: readonly unknown[] }[] = [];

  beforeAll(async () => {
    server = await startPostgres();
    const { connectionString } = server;
    const log = aLog();
    await log.record(...everybody, ...aRoster().with(luis).events, ...aPatient().events);
    const last = await log.record(...aCase().sharedWith(luis).events);
    const readStore = await openPostgresReadStore({ connectionString, folds: readModelFolds });
    await buildReadModels({ store: log.store, codec: plainCodec, readStore, folds: readModelFolds, last });
    await readStore.close();
    pool = connect({ connectionString, schema: 'konsil' }, { most: 5, readOnly: false });
    for (const table of ['patients', 'cases', 'grants']) {
      const { rows } = await pool.query<{ name: string }>(
        `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'konsil' AND table_name = $1
          ORDER BY ordinal_position`,
        [table],
      );
      const values = rows.map(({ name }) => copies[name] ?? `"${name}"`).join(', ');
      await pool.query(`INSERT INTO "${table}" SELECT ${values} FROM "${table}", generate_series(1, ${COPIES}) AS n`);
    }
    await pool.query('ANALYZE');
    const kysely = new Kysely<StoreTables>({
      dialect: new PostgresDialect({ pool }),
      log: ({ query: { sql, parameters } }) => void asked.push({ sql, parameters }),
    });
    queries = createQueries({ queries: kysely, dialect: postgresDialect });
  });
  afterAll(async () => {
    await pool.end();
    await server.stop();
  });

  /** What PostgreSQL does for a question, line by line. */
  const planFor = async (ask: () => Promise<unknown>): Promise<string> => {
    asked.length = 0;
    await ask();
    const lines: string[] = [];
    const client = await pool.connect();
    await client.query('BEGIN');
    for (const { sql, parameters } of asked) {
      if (/^set local/.test(sql)) await client.query(sql);
      if (!/^\s*(select|with)/.test(sql)) continue;
      const { rows } = await client.query<Record<string, string>>(`EXPLAIN ${sql}`, [...parameters]);
      lines.push(...rows.map((row) => String(row['QUERY PLAN'])));
    }
    await client.query('ROLLBACK');
    client.release();
    return lines.join('\n');
  };
  const scans = (plan: string): readonly string[] => plan.match(/Seq Scan on (cases|grants|patients)\b.*/g) ?? [];

  it.each(['patient', 'lastActivity', 'status', 'orderNumber', 'practice'] as const)(
    'a page of both lists by %s reads no table from end to end',
    async (sort) => {
      expect(scans(await planFor(() => queries.manageOrders({ ...asking, sort, limit: 5 })))).toEqual([]);
      const dashboard = { viewer: luisId, now: inDays(1), sort, limit: 5 };
      expect(scans(await planFor(() => queries.collaborations(dashboard)))).toEqual([]);
    },
  );

  it('a page of many that fit a filter is read in its order, not sorted', async () => {
    // All the same, which the planner does not know of those that Luis may see.
    const [row] = (await queries.collaborations({ viewer: luisId, now: inDays(1), limit: 1 })).rows;
    const filters = { category: row === undefined ? [] : [row.category] };
    const shared = { viewer: luisId, now: inDays(1), filters, sort: 'patient', limit: 100 } as const;
    expect(await planFor(() => queries.collaborations(shared))).toContain(
      'grants_recipientId_patientSort_sharedPosition',
    );
  });

  it('part of a text is found by its letters, for who has many rows', async () => {
    const found = await queries.collaborations({ viewer: luisId, now: inDays(1), search: '0000' });
    expect(found.total.count).toBeLessThan(20);
    const plan = await planFor(() => queries.collaborations({ viewer: luisId, now: inDays(1), search: 'c4ca4238a' }));
    expect(plan).toContain('grants_search_parts');
    expect(scans(plan)).toEqual([]);
  });

  it.each(['%', '_', '\\', 'somm_r', '50%'])('%s stands for itself in a search', async (search) => {
    expect((await queries.manageOrders({ ...asking, search })).rows).toEqual([]);
  });

  it('a filter by what no store holds finds nothing', async () => {
    const nothing = 'a\u0000b';
    for (const filters of [
      { practiceId: [nothing as PracticeId] },
      { collaboratorId: [nothing as CollaboratorId] },
      { collaboratorId: [nothing as CollaboratorId, luis.collaboratorId], status: [] },
    ])
      expect((await queries.manageOrders({ ...asking, filters })).rows).toEqual([]);
  });

  it('who may not add the extension is told what to ask for, and nothing is made', async () => {
    await server.query('CREATE DATABASE bare');
    await server.query(`CREATE ROLE guest LOGIN PASSWORD 'guest'`);
    await server.query('GRANT CONNECT ON DATABASE bare TO guest');
    const place = new URL(server.connectionString);
    place.pathname = '/bare';
    const owner = new pg.Client({ connectionString: place.href });
    await owner.connect();
    await owner.query('CREATE SCHEMA konsil AUTHORIZATION guest');
    await owner.end();
    [place.username, place.password] = ['guest', 'guest'];
    const opening = openPostgresReadStore({ connectionString: place.href, folds: readModelFolds });
    await expect(opening).rejects.toThrow(ExtensionMissing);
    await expect(opening).rejects.toThrow(/CREATE EXTENSION pg_trgm/);
  });
});
