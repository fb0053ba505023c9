/**
 * Who may write the rows of a schema: one holder, whose epoch is in every transaction, so that one that was taken for dead
 * and goes on can write no more (fencing). It holds for a while and is renewed; a holder that has died is waited out.
 */

import { hostname } from 'node:os';
import type pg from 'pg';
import { inTransaction } from './connections.js';
import { quoted } from '../sql.js';
import { nextOf, oldOf, renameSchema } from './places.js';

/** Another writer has taken the store over: this one writes no more. */
export class LeaseLost extends Error {
  readonly code = 'READ_STORE.LEASE_LOST';
  constructor() {
    super('Another process has taken over writing the read models.');
  }
}

/** Another process writes the rows of the schema, and is alive. */
export class LeaseHeld extends Error {
  readonly code = 'READ_STORE.LEASE_HELD';
  constructor(schema: string, holder: string) {
    super(`Another process (${holder}) folds into the schema ${schema}.`);
  }
}

/** For how long a lease holds without being renewed, in milliseconds. */
export const LEASE_FOR = 10_000;
const RENEW_EVERY = LEASE_FOR / 3;

/** Told to whoever finds the schema taken: host and process. */
const HOLDER = `${hostname()}, process ${process.pid}`;

/** An epoch is never given twice: this table outlives the others. */
export const createLease = `CREATE TABLE IF NOT EXISTS "lease" ("id" INTEGER PRIMARY KEY CHECK ("id" = 1), "epoch" BIGINT NOT NULL,
  "holder" TEXT NOT NULL, "heldUntil" TIMESTAMPTZ NOT NULL)`;

const UNTIL = `clock_timestamp() + $1 * interval '1 millisecond'`;

/**
 * Answers the epoch of the new holder.
 * @throws LeaseHeld
 */
export const takeLease = async (client: pg.ClientBase, schema: string): Promise<number> => {
  const { rows } = await client.query<{ epoch: number }>(
    `INSERT INTO "lease" VALUES (1, 1, $2, ${UNTIL}) ON CONFLICT ("id") DO UPDATE
      SET "epoch" = "lease"."epoch" + 1, "holder" = excluded."holder", "heldUntil" = excluded."heldUntil"
      WHERE "lease"."heldUntil" < clock_timestamp() RETURNING "epoch"`,
    [LEASE_FOR, HOLDER],
  );
  const [lease] = rows;
  if (lease !== undefined) return lease.epoch;
  const held = await client.query<{ holder: string }>('SELECT "holder" FROM "lease"');
  throw new LeaseHeld(schema, held.rows[0]?.holder ?? 'unknown');
};

/**
 * Has the schema built beside take the name of the one that is served, whose lease the transaction holds: with the next
 * epoch after all that were given for either, so that no writer from before fits. Answers that epoch.
 */
export const putNextInPlace = async (client: pg.ClientBase, schema: string): Promise<number> => {
  await renameSchema(client, schema, oldOf(schema));
  await renameSchema(client, nextOf(schema), schema);
  const { rows } = await client.query<{ epoch: number }>(
    `UPDATE "lease" SET "epoch" = GREATEST("lease"."epoch", "before"."epoch") + 1, "holder" = "before"."holder",
      "heldUntil" = "before"."heldUntil" FROM ${quoted(oldOf(schema))}."lease" AS "before" RETURNING "lease"."epoch"`,
  );
  const [lease] = rows;
  if (lease === undefined) throw new Error('The rows built beside have no lease.');
  return lease.epoch;
};

/** A lease that was taken: renewed until it is given back, or lost. */
export class Lease {
  #renewedAt = performance.now();
  readonly #renewing: NodeJS.Timeout;

  constructor(
    private readonly pool: pg.Pool,
    private readonly schema: string,
    private epoch: number,
  ) {
    // One that can't be renewed is noticed by whoever writes.
    this.#renewing = setInterval(() => void this.#renew(pool).catch(() => undefined), RENEW_EVERY).unref();
  }

  /**
   * Does what only the holder may, in one transaction. The lease's row is locked until its end, so that nobody takes over
   * meanwhile, however long it takes.
   * @throws LeaseLost
   */
  async asHolder(work: (client: pg.PoolClient) => Promise<unknown>): Promise<void> {
    await inTransaction(this.pool, async (client) => {
      await this.#lock(client);
      await work(client);
      if (performance.now() - this.#renewedAt > RENEW_EVERY) await this.#renew(client);
    });
  }

  /**
   * Puts the rows that were built beside these in their place; the lease goes on over them.
   * @throws LeaseLost
   */
  async takeNext(): Promise<void> {
    this.epoch = await inTransaction(this.pool, async (client) => {
      await this.#lock(client);
      return putNextInPlace(client, this.schema);
    });
  }

  /** The next one need not wait. */
  async release(): Promise<void> {
    clearInterval(this.#renewing);
    await this.pool.query(`UPDATE "lease" SET "heldUntil" = '-infinity' WHERE "epoch" = $1`, [this.epoch]);
  }

  async #lock(client: pg.ClientBase): Promise<void> {
    const { rowCount } = await client.query('SELECT 1 FROM "lease" WHERE "epoch" = $1 FOR UPDATE', [this.epoch]);
    if (rowCount !== 1) throw new LeaseLost();
  }

  async #renew(client: pg.ClientBase | pg.Pool): Promise<void> {
    await client.query(`UPDATE "lease" SET "heldUntil" = ${UNTIL} WHERE "epoch" = $2`, [LEASE_FOR, this.epoch]);
    this.#renewedAt = performance.now();
  }
}
