/**
 * The writing side of the read store: groups out, changed rows and checkpoint in, by prepared statements. Everything is
 * done before a method returns its promise, so that nothing of the process comes between the steps of a transaction.
 */

import { type Checkpointing, workerCheckpointing } from '@konsil/event-store';
import type { Database, Statement } from 'better-sqlite3';
import { type Emptying, type Fold, type KeyedFold, tablesOf } from '../../fold/index.js';
import type { Changes, Checkpoint, ParkedGroup, ReadStoreWriter, StoredGroup } from '../read-store.js';
import { createIndexes, quoted } from '../sql.js';
import { SqliteCounters } from './counters.js';
import { parkedIn } from './parked.js';
import { groupIn, prepareTables, type TableStatements } from './prepared.js';
import { recreate } from './schema.js';
import { emptyRows } from './statements.js';

/** What the controls of fault tests switch on. */
interface Variant {
  readonly unsafeLeaveTraces: boolean;
  readonly unsafeCheckpointApart: boolean;
}

interface CheckpointRow {
  readonly position: number;
  readonly anchorPosition: number | null;
  readonly anchorEventId: string | null;
  readonly bulk: number;
}

/** Kibibytes, as a negative number (SQLite's convention). */
const SORTING_CACHE = -16_384;
/** Below it nothing is said about the tables: statistics of a few rows would mislead once there are many. */
const SMALL_LOG = 50_000;
/** Rows of each index that are looked at for statistics, so that it takes no longer for a long log. */
const ANALYSED_ROWS = 1_000;

/** A commit of an empty store that is filled is as large as so many others. */
const COMMITS_IN_BULK = 64;

/** Milliseconds that a commit waits for readers before the write-ahead log is emptied; the next commit tries again. */
const SHORT_WAIT = 50;
/** The same while nothing is served. */
const LONG_WAIT = 10_000;

export class SqliteReadStoreWriter implements ReadStoreWriter {
  #tables: ReadonlyMap<string, TableStatements>;
  #counters: SqliteCounters;
  /** Whether the write-ahead log may still hold what was erased. */
  #traces = false;
  /** How many of the secondary indexes are there for certain. */
  #indexes = 0;
  readonly #save: Statement<[number, number | null, string | null, number]>;
  readonly #park: Statement<[string, string, number, string, string, string]>;
  readonly #unpark: Statement<[string, string]>;
  readonly #read: Statement<[], CheckpointRow>;
  /** Secondary ones. */
  readonly #indexesOf: Statement<[string], string>;
  #checkpointing: Checkpointing | undefined;
  /** Why a checkpoint failed that nobody has been told of yet. */
  #failed: unknown;

  constructor(
    private readonly database: Database,
    private readonly folds: readonly Fold[],
    private readonly variant: Variant,
  ) {
    this.#tables = prepareTables(this.database, this.folds);
    this.#counters = new SqliteCounters(database, folds);
    this.#save = database.prepare(
      'UPDATE "checkpoint" SET "position" = ?, "anchorPosition" = ?, "anchorEventId" = ? WHERE "id" = 1 AND "position" <= ?',
    );
    this.#read = database.prepare('SELECT * FROM "checkpoint" WHERE "id" = 1');
    this.#indexesOf = database
      .prepare<[string], string>(
        `SELECT "name" FROM sqlite_master WHERE "type" = 'index' AND "tbl_name" = ? AND "sql" IS NOT NULL`,
      )
      .pluck();
    this.#unpark = database.prepare('DELETE FROM "parked" WHERE "fold" = ? AND "key" = ?');
    this.#park = database.prepare('INSERT OR IGNORE INTO "parked" VALUES (?, ?, ?, ?, ?, ?)');
  }

  /** From now on a thread of its own moves the write-ahead log into the file. */
  checkpointBeside(file: string): void {
    this.#checkpointing = workerCheckpointing(this.database, file, (cause) => (this.#failed = cause));
  }

  async close(): Promise<void> {
    await this.#checkpointing?.stop();
  }

  async isBulk(): Promise<boolean> {
    return this.#row().bulk === 1;
  }

  async checkpoint(): Promise<Checkpoint> {
    const { position, anchorPosition, anchorEventId } = this.#row();
    return anchorPosition === null || anchorEventId === null
      ? { position }
      : { position, anchor: { position: anchorPosition, eventId: anchorEventId } };
  }

  async loadGroups(fold: KeyedFold, keys: readonly string[]): Promise<ReadonlyMap<string, StoredGroup>> {
    const tables = Object.keys(fold.tables).map((name) => ({ name, ...this.#of(name) }));
    return this.database.transaction(() => new Map(keys.map((key) => [key, groupIn(tables, key)])))();
  }

  async lookUpGroup(fold: KeyedFold, table: string, column: string, value: string): Promise<string | undefined> {
    return this.database
      .prepare<[string], { key: string }>(
        `SELECT ${quoted(fold.groupColumn)} AS key FROM ${quoted(table)} WHERE ${quoted(column)} = ? LIMIT 1`,
      )
      .get(value)?.key;
  }

  async parked(): Promise<readonly ParkedGroup[]> {
    return parkedIn(this.database);
  }

  async commit(changes: Changes, { position, anchor }: Checkpoint): Promise<void> {
    this.#throwFailed();
    const save = () => this.#save.run(position, anchor?.position ?? null, anchor?.eventId ?? null, position);
    if (this.variant.unsafeCheckpointApart) save();
    this.database
      .transaction(() => {
        for (const [table, rows] of changes.deletes) {
          const { remove } = this.#of(table);
          for (const row of rows) remove.run(...row);
        }
        for (const [table, rows] of changes.upserts) {
          const { put } = this.#of(table);
          for (const row of rows) put.run(...row);
        }
        for (const [table, rows] of changes.updates) {
          const { update } = this.#of(table);
          for (const { columns, cells } of rows) update(columns).run(...cells);
        }
        this.#counters.change(changes.counts);
        for (const { fold, key } of changes.unparked) this.#unpark.run(fold, key);
        for (const { fold, key, position: at, eventType, reason, parkedAt } of changes.parked) {
          this.#park.run(fold, key, at, eventType, reason, parkedAt);
        }
        for (const [statement, subjects] of subjectsByStatement(changes.emptied)) {
          this.database.prepare(statement).run(JSON.stringify(subjects));
        }
        save();
      })
      .immediate();
    this.#checkpointing?.committed(this.#row().bulk === 1 ? COMMITS_IN_BULK : 1);
    this.#traces ||= changes.erases;
    if (this.#traces) this.#traces = !this.#truncate(SHORT_WAIT);
  }

  #throwFailed(): void {
    const cause = this.#failed;
    this.#failed = undefined;
    if (cause !== undefined)
      throw new Error('The read models could not be moved from their write-ahead log.', { cause });
  }

  async compact(): Promise<void> {
    if (this.variant.unsafeLeaveTraces) return;
    this.database.exec('VACUUM');
    if (!this.#truncate(LONG_WAIT))
      throw new Error('The write-ahead log of the read models is in use and was not emptied.');
  }

  /** Moves the write-ahead log into the file and empties it; `false` where a reader is in the way. */
  #truncate(waitForReaders: number): boolean {
    if (this.variant.unsafeLeaveTraces) return true;
    const usual = Number(this.database.pragma('busy_timeout', { simple: true }));
    this.database.pragma(`busy_timeout = ${waitForReaders}`);
    const [answer] = this.database.pragma('wal_checkpoint(TRUNCATE)') as readonly { readonly busy: number }[];
    this.database.pragma(`busy_timeout = ${usual}`);
    return answer?.busy === 0;
  }

  /** An index is sorted in as much memory as the cache may have, beside the cache itself: so it has less meanwhile. */
  async buildNextIndex(): Promise<boolean> {
    const statement = createIndexes(this.folds)[this.#indexes];
    if (statement === undefined) {
      this.#describeTables();
      this.database.exec('UPDATE "checkpoint" SET "bulk" = 0');
      return false;
    }
    const usual = Number(this.database.pragma('cache_size', { simple: true }));
    this.database.pragma(`cache_size = ${SORTING_CACHE}`);
    this.database.exec(statement);
    this.database.pragma(`cache_size = ${usual}`);
    this.#indexes += 1;
    return true;
  }

  #describeTables(): void {
    if (this.#row().position < SMALL_LOG) return;
    this.database.pragma(`analysis_limit = ${ANALYSED_ROWS}`);
    this.database.exec('ANALYZE');
  }

  async reset(): Promise<void> {
    recreate(this.database, this.folds);
    this.#indexes = 0;
    this.#tables = prepareTables(this.database, this.folds);
    this.#counters = new SqliteCounters(this.database, this.folds);
  }

  async forget(fold: Fold): Promise<void> {
    this.database.transaction(() => {
      for (const [name] of tablesOf(fold)) {
        for (const index of this.#indexesOf.all(name)) this.database.exec(`DROP INDEX ${quoted(index)}`);
        this.database.exec(`DELETE FROM ${quoted(name)}`);
      }
      this.database.prepare('DELETE FROM "parked" WHERE "fold" = ?').run(fold.name);
      this.database.exec(
        'UPDATE "checkpoint" SET "position" = -1, "anchorPosition" = NULL, "anchorEventId" = NULL, "bulk" = 1',
      );
    })();
  }

  #of(table: string): TableStatements {
    const statements = this.#tables.get(table);
    if (statements === undefined) throw new Error(`No fold of this store has a table ${table}.`);
    return statements;
  }

  #row(): CheckpointRow {
    const row = this.#read.get();
    if (row === undefined) throw new Error('The read store has no checkpoint.');
    return row;
  }
}

/** Data subjects of one commit are looked for together: tables that are only added to have no index for it. */
const subjectsByStatement = (emptied: readonly Emptying[]): ReadonlyMap<string, readonly string[]> => {
  const subjects = new Map<string, string[]>();
  for (const one of emptied) {
    const statement = emptyRows(one);
    subjects.set(statement, [...(subjects.get(statement) ?? []), one.subject]);
  }
  return subjects;
};
