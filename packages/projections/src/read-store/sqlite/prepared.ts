/** Statements of queries are prepared once: lists ask the same again and again, with other values. */

import type { Database, Statement } from 'better-sqlite3';
import type { SqliteDatabase } from 'kysely';
import { LRUCache } from 'lru-cache';

/** Texts differ by how many values they name; what is asked often stays. */
const MOST_KEPT = 500;

/** The database as Kysely uses it: one statement runs to its end before the next one begins. */
export const withPrepared = (database: Database): SqliteDatabase => {
  const kept = new LRUCache<string, Statement>({ max: MOST_KEPT });
  return {
    close: () => void database.close(),
    prepare: (text) => {
      const statement = kept.get(text) ?? database.prepare(text);
      kept.set(text, statement);
      return statement;
    },
  };
};
