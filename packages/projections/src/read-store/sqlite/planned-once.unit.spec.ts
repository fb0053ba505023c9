import { describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { Kysely, sql } from 'kysely';
import { PlannedOnce } from './planned-once.js';

describe('Statements for SQLite', () => {
  const database = new Sqlite(':memory:');
  const kysely = new Kysely<{ grants: { id: string; unread: number } }>({ dialect: new PlannedOnce({ database }) });
  const query = kysely
    .selectFrom('grants')
    .select(['id', 'unread'])
    .where('id', 'in', ['a', 'b'])
    .where('id', '=', 'b')
    .where(sql<boolean>`("unread", "id") > (${1}, ${'a'})`)
    .where(sql<boolean>`"id" glob ${'*b*'}`)
    .orderBy('unread')
    .limit(2);

  it('have no value for which they would be planned anew', () => {
    const { sql: text, parameters } = query.compile();
    expect(text.match(/\?/g)).toHaveLength(parameters.length);
    expect(text.match(/\+\?/g)).toHaveLength(parameters.length);
  });

  it('mean the same and are read in the same index', async () => {
    database.exec(
      'CREATE TABLE "grants" ("id" TEXT, "unread" INTEGER); CREATE INDEX "by" ON "grants" ("id", "unread")',
    );
    database.exec(`INSERT INTO "grants" VALUES ('a', 7), ('b', 2), ('b', 1), ('b', 3), ('c', 9)`);
    expect(await query.execute()).toEqual([
      { id: 'b', unread: 1 },
      { id: 'b', unread: 2 },
    ]);
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${query.compile().sql}`).all(...query.compile().parameters);
    expect(plan).toEqual([
      expect.objectContaining({ detail: 'SEARCH grants USING COVERING INDEX by (id=? AND unread>?)' }),
    ]);
  });
});
