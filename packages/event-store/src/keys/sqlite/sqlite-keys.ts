/** The key ring in `keys.db`. */

import type { KeyObject } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { DataClass } from '../../codec/codec.js';
import { KeyError, type KeyAnswer, type KeyRing, type SealingKey } from '../key-ring.js';
import { Erasures } from './erasures.js';
import { KeyTable, nameOf, type KeyOwner } from './key-table.js';
import { onDisk } from './on-disk.js';
import { openKeysFile } from './keys-file.js';

/** How many keys stay in memory. */
const CACHED_KEYS = 20_000;
/** After which time an erasure by another process is noticed by the cache, in milliseconds. */
const STALE_AFTER_MS = 250;

export interface SqliteKeysOptions {
  /** `keys.db`; made where it is missing. */
  readonly file: string;
  /** The key-encryption key; made with mode 0600 together with a new `keys.db`, never for an existing one. */
  readonly kekFile: string;
  /** The erasure ledger, outside every backup set. Erasures in it are applied before this resolves. */
  readonly ledgerFile: string;
  /**
   * No other process erases once this one has been asked for a key: a fence is then known without a look into the file.
   * For the process that holds the lock of the data folder.
   */
  readonly erasesAlone?: boolean;
  /** Milliseconds since 1970; the system's clock where absent. */
  readonly clock?: () => number;
}

/** Opens the key ring; finishes erasures that a crash has cut short and those that a restored file does not know. */
export const openSqliteKeys = async (options: SqliteKeysOptions): Promise<KeyRing> => {
  const { db, kek } = openKeysFile(options.file, options.kekFile);
  try {
    const clock = options.clock ?? Date.now;
    const erasures = new Erasures(db, options.ledgerFile, clock, options.erasesAlone ?? false);
    onDisk(() => erasures.finish());
    return new SqliteKeys(new KeyTable(db, kek, clock), erasures, clock);
  } catch (error) {
    db.close();
    throw error;
  }
};

class SqliteKeys implements KeyRing {
  readonly #byId = new LRUCache<string, KeyObject | 'destroyed'>({ max: CACHED_KEYS });
  readonly #bySubject = new LRUCache<string, SealingKey>({ max: CACHED_KEYS });
  #checkedAt = 0;
  #erasuresSeen: number;
  #making: { readonly made: Promise<void>; readonly wanted: Map<string, KeyOwner> } | undefined;

  constructor(
    private readonly table: KeyTable,
    private readonly erasures: Erasures,
    private readonly clock: () => number,
  ) {
    this.#erasuresSeen = erasures.count();
  }

  async keyFor(subject: string, dataClass: DataClass): Promise<SealingKey> {
    const owner = { subject, class: dataClass };
    this.#refuseFenced(owner);
    return this.#known(owner) ?? this.#make(owner);
  }

  knownKeyFor(subject: string, dataClass: DataClass): SealingKey | undefined {
    const owner = { subject, class: dataClass };
    this.#refuseFenced(owner);
    return this.#bySubject.get(nameOf(owner));
  }

  async keyById(keyId: string): Promise<KeyAnswer> {
    const cached = this.cachedKey(keyId);
    if (cached !== undefined) return cached;
    const answer = this.table.byId(keyId);
    if (answer !== 'unknown') this.#byId.set(keyId, answer);
    return answer;
  }

  cachedKey(keyId: string): KeyAnswer | undefined {
    this.#forgetErased();
    return this.#byId.get(keyId);
  }

  async isFenced(subject: string, dataClass: DataClass): Promise<boolean> {
    return this.erasures.isFenced({ subject, class: dataClass });
  }

  async erase(subject: string, classes: readonly DataClass[]): Promise<readonly string[]> {
    const destroyed = this.erasures.erase(subject, classes);
    this.#forgetAll();
    return destroyed;
  }

  async close(): Promise<void> {
    this.#forgetAll();
    this.table.close();
  }

  #known(owner: KeyOwner): SealingKey | undefined {
    const name = nameOf(owner);
    const known = this.#bySubject.get(name) ?? this.table.of(owner);
    if (known === undefined) return undefined;
    this.#bySubject.set(name, known);
    this.#byId.set(known.id, known.key);
    return known;
  }

  /** Keys wanted in the same turn of the event loop are made in one transaction, durable before anyone uses them. */
  async #make(owner: KeyOwner): Promise<SealingKey> {
    this.#making ??= this.#startMaking();
    this.#making.wanted.set(nameOf(owner), owner);
    await this.#making.made;
    this.#refuseFenced(owner);
    const key = this.#known(owner);
    if (key === undefined) throw new KeyError('damaged-key', 'A key that was made is not there.', owner);
    return key;
  }

  #startMaking() {
    const wanted = new Map<string, KeyOwner>();
    const made = nextTurn().then(() => {
      this.#making = undefined;
      this.table.make([...wanted.values()]);
    });
    return { made, wanted };
  }

  #refuseFenced(owner: KeyOwner): void {
    if (this.erasures.isFenced(owner)) throw new KeyError('fenced', 'The subject has been erased.', owner);
  }

  /** Another process may have erased somebody since the cache was filled. */
  #forgetErased(): void {
    const now = this.clock();
    if (Math.abs(now - this.#checkedAt) < STALE_AFTER_MS) return;
    this.#checkedAt = now;
    const count = this.erasures.count();
    if (count !== this.#erasuresSeen) this.#forgetAll();
    this.#erasuresSeen = count;
  }

  #forgetAll(): void {
    this.#byId.clear();
    this.#bySubject.clear();
  }
}
