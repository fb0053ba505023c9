/**
 * The connection that queries are put to. It moves over to another file between two transactions when another generation
 * is served, and prepares each statement once: lists ask the same again and again, with other values.
 */

import type { Database, Statement } from 'better-sqlite3';
import type { SqliteDatabase } from 'kysely';
import { LRUCache } from 'lru-cache';

/** Texts differ by how many values they name; what is asked often stays. */
const MOST_KEPT = 500;

/** Where the connection leads to. */
export interface Lead {
  /** Differs from an earlier one when {@link open} would open another file. */
  stamp(): string;
  open(): Database;
}

/** One statement runs to its end before the next one begins. */
export class Queried implements SqliteDatabase {
  #database: Database;
  #stamp: string;
  readonly #kept = new LRUCache<string, Statement>({ max: MOST_KEPT });

  constructor(private readonly lead: Lead) {
    this.#stamp = lead.stamp();
    this.#database = lead.open();
  }

  /** To be asked for anew for each question. */
  get database(): Database {
    this.#follow();
    return this.#database;
  }

  prepare(text: string): Statement {
    this.#follow();
    const statement = this.#kept.get(text) ?? this.#database.prepare(text);
    this.#kept.set(text, statement);
    return statement;
  }

  close(): void {
    this.#database.close();
  }

  /** What a transaction reads is of one file. */
  #follow(): void {
    if (this.#database.inTransaction) return;
    const stamp = this.lead.stamp();
    if (stamp === this.#stamp) return;
    const next = this.lead.open();
    this.#kept.clear();
    this.#database.close();
    this.#database = next;
    this.#stamp = stamp;
  }
}
