/**
 * Erasing in two phases (docs/compliance.md, Erasure and keeping): a fence, so that nothing new is sealed for the
 * subject; then, once the ledger holds the erasure, the keys' destruction. What a crash leaves half done is finished
 * when the file is next opened, and so is what the ledger knows and a restored file does not.
 */

import type { Database, Statement } from 'better-sqlite3';
import type { DataClass } from '../../codec/codec.js';
import { appendToLedger, makeLedger, readLedger } from '../ledger.js';
import { nameOf, type KeyOwner } from './key-table.js';

interface Fence extends KeyOwner {
  readonly erasedAt: string;
}

export class Erasures {
  readonly #fence: Statement<[Fence]>;
  readonly #fenced: Statement<[KeyOwner], number>;
  readonly #fences: Statement<[], Fence>;
  /** The fence as it stands: with the time of the first erasure, which ledger and keys have to name too. */
  readonly #standing: Statement<[KeyOwner], Fence>;
  readonly #count: Statement<[], number>;
  readonly #destroy: Statement<[Fence], string>;
  /** Names of all that is fenced, where nobody else erases. */
  #known: Set<string> | undefined;

  /** @param alone no other process erases once this one asks */
  constructor(
    private readonly db: Database,
    private readonly ledgerFile: string,
    private readonly clock: () => number,
    private readonly alone: boolean,
  ) {
    this.#fence = db.prepare(
      'INSERT OR IGNORE INTO fences (subject, class, erased_at) VALUES (@subject, @class, @erasedAt)',
    );
    this.#fenced = db
      .prepare<[KeyOwner], number>('SELECT 1 FROM fences WHERE subject = @subject AND class = @class')
      .pluck();
    const select = 'SELECT subject, class, erased_at AS erasedAt FROM fences';
    this.#fences = db.prepare(select);
    this.#standing = db.prepare(`${select} WHERE subject = @subject AND class = @class`);
    this.#count = db.prepare<[], number>('SELECT count(*) FROM fences').pluck();
    this.#destroy = db
      .prepare<[Fence], string>(
        `UPDATE keys SET wrapped = NULL, destroyed_at = @erasedAt
         WHERE subject = @subject AND class = @class AND wrapped IS NOT NULL RETURNING id`,
      )
      .pluck();
  }

  isFenced(owner: KeyOwner): boolean {
    if (!this.alone) return this.#fenced.get(owner) !== undefined;
    this.#known ??= new Set(this.#fences.all().map(nameOf));
    return this.#known.has(nameOf(owner));
  }

  /** How many fences stand; grows with every erasure by any process. */
  count(): number {
    return this.#count.get() ?? 0;
  }

  /** Erases; answers the ids of the keys that were destroyed now. */
  erase(subject: string, classes: readonly DataClass[]): readonly string[] {
    const erasedAt = new Date(this.clock()).toISOString();
    return this.#carryOut(classes.map((dataClass) => ({ subject, class: dataClass, erasedAt })));
  }

  /** Carries out every erasure of the ledger, made where there is none, and notes in it what is fenced only here. */
  finish(): void {
    makeLedger(this.ledgerFile);
    const known = readLedger(this.ledgerFile).flatMap(({ subject, classes, erasedAt }) =>
      classes.map((dataClass) => ({ subject, class: dataClass, erasedAt })),
    );
    this.#carryOut([...known, ...this.#fences.all()]);
  }

  #carryOut(fences: readonly Fence[]): readonly string[] {
    if (fences.length === 0) return [];
    this.#known = undefined;
    this.db.transaction(() => fences.forEach((fence) => this.#fence.run(fence))).immediate();
    const destroyed = this.db
      .transaction(() => {
        const standing = fences.map((fence) => this.#standing.get(fence) ?? fence);
        this.#noteInLedger(standing);
        return standing.flatMap((fence) => this.#destroy.all(fence));
      })
      .immediate();
    // The log of the file may still hold the wrapped keys.
    if (destroyed.length > 0) this.db.pragma('wal_checkpoint(TRUNCATE)');
    return destroyed;
  }

  /** One process at a time: called inside an immediate transaction. */
  #noteInLedger(fences: readonly Fence[]): void {
    const noted = new Set(
      readLedger(this.ledgerFile).flatMap(({ subject, classes }) =>
        classes.map((dataClass) => nameOf({ subject, class: dataClass })),
      ),
    );
    for (const { subject, class: dataClass, erasedAt } of fences) {
      if (noted.has(nameOf({ subject, class: dataClass }))) continue;
      appendToLedger(this.ledgerFile, { subject, classes: [dataClass], erasedAt });
    }
  }
}
