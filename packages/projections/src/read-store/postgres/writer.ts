/** The writing side of the read store on PostgreSQL. */

import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { type Fold, type KeyedFold, type Row, type Table, tablesOf } from '../../fold/index.js';
import { decoderOf } from '../cells.js';
import type { Changes, Checkpoint, ParkedGroup, ReadStoreWriter, StoredGroup } from '../read-store.js';
import { createIndexes, listOf, quoted } from '../sql.js';
import { applyChanges } from './changes.js';
import type { Lease } from './lease.js';
import { parkedIn } from './parked.js';
import { recreate } from './schema.js';
import { selectGroups } from './statements.js';
import { trigramIndexes } from './trigrams.js';

/** Milliseconds. */
const QUESTIONS_END_WITHIN = 5_000;
const LOOK_EVERY = 20;

interface CheckpointRow {
  readonly position: number;
  readonly anchorPosition: number | null;
  readonly anchorEventId: string | null;
  readonly bulk: number;
  readonly unswept: number;
}

export class PostgresReadStoreWriter implements ReadStoreWriter {
  readonly #tables: ReadonlyMap<string, Table>;
  /** How many of the secondary indexes are there for certain. */
  #indexes = 0;
  /** Whether a commit has erased and the tables were not vacuumed since; unknown before the first one. */
  #isUnswept: boolean | undefined;

  constructor(
    private readonly pool: pg.Pool,
    private readonly schema: string,
    private readonly folds: readonly Fold[],
    private readonly lease: Lease,
  ) {
    this.#tables = new Map(folds.flatMap(tablesOf));
  }

  async isBulk(): Promise<boolean> {
    return (await this.#row()).bulk === 1;
  }

  async checkpoint(): Promise<Checkpoint> {
    const { position, anchorPosition, anchorEventId } = await this.#row();
    return anchorPosition === null || anchorEventId === null
      ? { position }
      : { position, anchor: { position: anchorPosition, eventId: anchorEventId } };
  }

  async loadGroups(fold: KeyedFold, keys: readonly string[]): Promise<ReadonlyMap<string, StoredGroup>> {
    const groups = new Map(keys.map((key) => [key, emptyGroup(fold)]));
    for (const [name, table] of Object.entries(fold.tables)) {
      const decode = decoderOf(table);
      const { rows } = await this.pool.query<Row & Record<string, string>>(
        selectGroups(name, table, fold.groupColumn),
        [keys],
      );
      for (const row of rows) groups.get(row[fold.groupColumn] ?? '')?.[name]?.push(decode(row));
    }
    return groups;
  }

  async lookUpGroup(fold: KeyedFold, table: string, column: string, value: string): Promise<string | undefined> {
    const { rows } = await this.pool.query<{ key: string }>(
      `SELECT ${quoted(fold.groupColumn)} AS key FROM ${quoted(table)} WHERE ${quoted(column)} = $1 LIMIT 1`,
      [value],
    );
    return rows[0]?.key;
  }

  parked(): Promise<readonly ParkedGroup[]> {
    return parkedIn(this.pool);
  }

  /** @throws LeaseLost, with nothing written, once another writer has opened the store. */
  async commit(changes: Changes, checkpoint: Checkpoint): Promise<void> {
    await this.lease.asHolder(async (client) => {
      await applyChanges(client, this.#tables, changes);
      const { position, anchor } = checkpoint;
      await client.query(
        'UPDATE "checkpoint" SET "position" = $1, "anchorPosition" = $2, "anchorEventId" = $3 WHERE "position" <= $1',
        [position, anchor?.position ?? null, anchor?.eventId ?? null],
      );
      if (changes.erases) await client.query('UPDATE "checkpoint" SET "unswept" = 1');
    });
    if (changes.erases) this.#isUnswept = true;
    await this.#sweep();
  }

  /** What was erased leaves the tables' pages; where that failed, or the process ended before, the next commit tries again. */
  async #sweep(): Promise<void> {
    this.#isUnswept ??= (await this.#row()).unswept === 1;
    if (!this.#isUnswept) return;
    await this.pool.query(`VACUUM ${this.#all()}`);
    await this.lease.asHolder((client) => client.query('UPDATE "checkpoint" SET "unswept" = 0'));
    this.#isUnswept = false;
  }

  async buildNextIndex(): Promise<boolean> {
    let isLast = false;
    await this.lease.asHolder(async (client) => {
      const all = [...createIndexes(this.folds), ...(await trigramIndexes(client, this.folds))];
      const statement = all[this.#indexes];
      isLast = statement === undefined;
      await client.query(statement ?? 'UPDATE "checkpoint" SET "bulk" = 0');
    });
    if (isLast) {
      await this.pool.query(`VACUUM (ANALYZE) ${this.#all()}`);
      return false;
    }
    this.#indexes += 1;
    return true;
  }

  async reset(): Promise<void> {
    await this.lease.asHolder((client) => recreate(client, this.schema, this.folds));
    this.#indexes = 0;
  }

  async forget(fold: Fold): Promise<void> {
    await this.lease.asHolder(async (client) => {
      const tables = tablesOf(fold).map(([name]) => name);
      const { rows } = await client.query<{ name: string }>(
        `SELECT i.relname AS name FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
          WHERE t.relnamespace = current_schema()::regnamespace AND t.relname = ANY($1) AND NOT x.indisprimary`,
        [tables],
      );
      for (const { name } of rows) await client.query(`DROP INDEX ${quoted(name)}`);
      await client.query(`TRUNCATE ${listOf(tables)}`);
      await client.query('DELETE FROM "parked" WHERE "fold" = $1', [fold.name]);
      await client.query(
        'UPDATE "checkpoint" SET "position" = -1, "anchorPosition" = NULL, "anchorEventId" = NULL, "bulk" = 1',
      );
    });
  }

  /**
   * Has the rows that were built beside these served in their place; this writer goes on over them. Both stand at the same
   * position, and nobody folds: an answer that has begun before is of one state, whichever rows it reads.
   * @throws LeaseLost
   */
  async takeNext(): Promise<void> {
    await this.#questionsEnd();
    await this.lease.takeNext();
  }

  /** Rewrites the tables' files; the write-ahead log keeps what it has until the server recycles it. */
  async compact(): Promise<void> {
    await this.pool.query(`VACUUM (FULL, ANALYZE) ${this.#all()}`);
  }

  /** Resolves when no answer is under way that began before now; one that takes longer than any should is not waited for. */
  async #questionsEnd(): Promise<void> {
    const { rows } = await this.pool.query<{ now: Date }>('SELECT clock_timestamp() AS "now"');
    for (let looks = 0; looks < QUESTIONS_END_WITHIN / LOOK_EVERY; looks += 1) {
      const underWay = await this.pool.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user
          AND pid <> pg_backend_pid() AND xact_start <= $1 LIMIT 1`,
        [rows[0]?.now],
      );
      if (underWay.rowCount === 0) return;
      await delay(LOOK_EVERY);
    }
  }

  #all(): string {
    return listOf([...this.#tables.keys()]);
  }

  async #row(): Promise<CheckpointRow> {
    const { rows } = await this.pool.query<CheckpointRow>('SELECT * FROM "checkpoint"');
    const [row] = rows;
    if (row === undefined) throw new Error('The read store has no checkpoint.');
    return row;
  }
}

const emptyGroup = (fold: KeyedFold): Record<string, Row[]> =>
  Object.fromEntries(Object.keys(fold.tables).map((name) => [name, []]));
