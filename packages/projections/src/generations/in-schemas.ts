/**
 * Generations on PostgreSQL: schemas beside the one that is served. One that is built is complete when it bears its final
 * name, and is served when it takes the name of the one before, between two answers.
 *
 * | Schema | |
 * |---|---|
 * | `konsil` | the one that is served |
 * | `konsil_building` | the one that is being built |
 * | `konsil_copy` | a copy of the one that is served, of which a part is built anew |
 * | `konsil_next` | complete, not served yet |
 * | `konsil_old` | served before; dropped when nobody reads it any more |
 */

import type pg from 'pg';
import type { Fold } from '../fold/index.js';
import type { ReadStore } from '../read-store/index.js';
import { connect, inTransaction } from '../read-store/postgres/connections.js';
import { copyRows } from '../read-store/postgres/copy.js';
import { openPostgresReadStore } from '../read-store/postgres/open.js';
import {
  buildingOf,
  copyOf,
  dropSchema,
  nextOf,
  oldOf,
  renameSchema,
  schemaExists,
} from '../read-store/postgres/places.js';
import { isComplete } from '../read-store/postgres/schema.js';
import { PostgresReadStoreWriter } from '../read-store/postgres/writer.js';
import { type Generations, NotComplete } from './generations.js';

export interface SchemaOptions {
  readonly connectionString: string;
  /** Of the rows that are served. */
  readonly schema?: string;
}

export class GenerationsInSchemas implements Generations {
  readonly #pool: pg.Pool;
  readonly #connectionString: string;
  readonly #schema: string;

  constructor(
    { connectionString, schema = 'konsil' }: SchemaOptions,
    private readonly folds: readonly Fold[],
  ) {
    this.#connectionString = connectionString;
    this.#schema = schema;
    this.#pool = connect({ connectionString, schema }, { most: 1, readOnly: false });
  }

  /**
   * Who opens a store for writing does this with it.
   * @throws LeaseHeld while another process folds
   */
  async takeUp(patience?: number): Promise<void> {
    await (await this.#open(this.#schema, patience)).close();
  }

  async newer(): Promise<string | undefined> {
    const next = nextOf(this.#schema);
    return (await isComplete(this.#pool, next, this.folds)) ? next : undefined;
  }

  open(name: string): Promise<ReadStore> {
    return this.#open(name, 0);
  }

  async serve(_: string, next: ReadStore, before: ReadStore): Promise<ReadStore> {
    const { writer } = before;
    if (!(writer instanceof PostgresReadStoreWriter))
      throw new Error('The rows that are served are on PostgreSQL too.');
    await next.close();
    await writer.takeNext();
    return before;
  }

  /** Waits for answers that have begun on it. */
  removeOlder(): Promise<void> {
    return inTransaction(this.#pool, (client) => dropSchema(client, oldOf(this.#schema)));
  }

  /** @throws LeaseHeld while another process builds */
  build(work: (readStore: ReadStore) => Promise<void>): Promise<string> {
    return this.#fill(buildingOf(this.#schema), work);
  }

  /** @throws LeaseHeld while another process does the same */
  async change(work: (readStore: ReadStore) => Promise<void>): Promise<string> {
    const copy = copyOf(this.#schema);
    return this.#fill(copy, async (readStore) => {
      if (!(await isComplete(this.#pool, this.#schema, this.folds))) throw new NotComplete();
      await readStore.writer?.reset();
      await inTransaction(this.#pool, (client) => copyRows(client, this.#schema, copy, this.folds));
      await work(readStore);
    });
  }

  /** One that is served has no name of its own any more. */
  async isServed(name: string): Promise<boolean> {
    return !(await schemaExists(this.#pool, name));
  }

  async removeOthers(): Promise<void> {
    await inTransaction(this.#pool, async (client) => {
      for (const schema of [buildingOf, copyOf, nextOf, oldOf]) await dropSchema(client, schema(this.#schema));
    });
  }

  close(): Promise<void> {
    return this.#pool.end();
  }

  async #fill(schema: string, work: (readStore: ReadStore) => Promise<void>): Promise<string> {
    const next = nextOf(this.#schema);
    const readStore = await this.#open(schema);
    try {
      await work(readStore);
    } finally {
      await readStore.close();
    }
    await inTransaction(this.#pool, (client) => renameSchema(client, schema, next));
    return next;
  }

  #open(schema: string, patience?: number): Promise<ReadStore> {
    const { folds } = this;
    return openPostgresReadStore({
      ...{ connectionString: this.#connectionString, schema, folds },
      ...(patience !== undefined && { patience }),
    });
  }
}
