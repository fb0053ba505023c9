/** Keys that events name: each is in `keys.db`, alive or destroyed. */

import type { Database, Statement } from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import { SEAL } from '../codec/sealing.js';
import type { StoredEvent } from '../port.js';
import type { Findings } from './findings.js';

/** As the codec writes a sealed field; in a text of the data its quotation marks would be escaped. */
const SEALED = new RegExp(`"\\${SEAL}":\\{"k":"([^"\\\\]+)"`, 'g');
const REMEMBERED = 50_000;

export class NamedKeys {
  readonly #known = new LRUCache<string, true>({ max: REMEMBERED });
  #exists: Statement<[string], number> | undefined;

  constructor(
    db: Database,
    private readonly findings: Findings,
  ) {
    this.#reading(() => {
      this.#exists = db.prepare<[string], number>('SELECT 1 FROM keys WHERE id = ?').pluck();
    });
  }

  look(events: readonly StoredEvent[]): void {
    for (const { position, stream, revision, data } of events) {
      for (const [, keyId = ''] of (data ?? '').matchAll(SEALED)) {
        if (this.#isThere(keyId)) continue;
        const what = 'a key that the event names is not in keys.db';
        this.findings.add({ file: 'events.db', position, stream, revision, what, detail: `key ${keyId}` });
      }
    }
  }

  #isThere(keyId: string): boolean {
    if (this.#known.has(keyId)) return true;
    let row: number | undefined;
    this.#reading(() => {
      row = this.#exists?.get(keyId);
    });
    if (row !== undefined) this.#known.set(keyId, true);
    // Where the keys can't be read that is told once, and not again for every event.
    return row !== undefined || this.#exists === undefined;
  }

  /** What is wrong with `keys.db` must not end the walk over the events. */
  #reading(read: () => void): void {
    const code = this.findings.guarded('keys.db', 'the keys that events name', read);
    if (code !== undefined) this.#exists = undefined;
  }
}
