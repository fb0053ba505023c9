/** What has been erased, as the fences of `keys.db` and the ledger outside say; both have to say the same. */

import type { Database, Statement } from 'better-sqlite3';
import type { DataClass } from '../codec/codec.js';
import { readLedger } from '../keys/ledger.js';
import type { KeyOwner } from '../keys/sqlite/key-table.js';
import type { Findings } from './findings.js';

interface Fence extends KeyOwner {
  readonly erasedAt: string;
}

const LEDGER = 'the erasure ledger';

export class ErasedClasses {
  readonly #fencedAt: Statement<[KeyOwner], string>;

  constructor(private readonly db: Database) {
    this.#fencedAt = db
      .prepare<[KeyOwner], string>('SELECT erased_at FROM fences WHERE subject = @subject AND class = @class')
      .pluck();
  }

  /** When the subject's data of that class were erased, if they were. */
  fencedAt(subject: string, dataClass: DataClass): string | undefined {
    return this.#fencedAt.get({ subject, class: dataClass });
  }

  /**
   * Every fence is in the ledger and every entry of the ledger is a fence. An erasure has no name in a finding but its
   * time: a subject may be a person.
   */
  check(ledgerFile: string, findings: Findings): void {
    const fences = this.db.prepare<[], Fence>('SELECT subject, class, erased_at AS erasedAt FROM fences').all();
    const ledger = ledgerEntries(ledgerFile, findings);
    if (ledger === undefined) return;
    const [inLedger, inFile] = [new Set(ledger.map(nameOf)), new Set(fences.map(nameOf))];
    for (const fence of fences) {
      if (inLedger.has(nameOf(fence))) continue;
      findings.add({ file: 'keys.db', what: 'an erasure is not in the ledger', detail: String(fence.erasedAt) });
    }
    for (const entry of ledger) {
      if (inFile.has(nameOf(entry))) continue;
      findings.add({ file: 'keys.db', what: 'an erasure of the ledger was not carried out', detail: entry.erasedAt });
    }
  }
}

const nameOf = ({ subject, class: dataClass, erasedAt }: Fence): string =>
  JSON.stringify([subject, dataClass, erasedAt]);

const ledgerEntries = (file: string, findings: Findings): readonly Fence[] | undefined => {
  try {
    return readLedger(file).flatMap(({ subject, classes, erasedAt }) =>
      classes.map((dataClass) => ({ subject, class: dataClass, erasedAt })),
    );
  } catch {
    // The line that fails may hold anything, so its own words are not repeated.
    findings.add({ file: LEDGER, what: 'holds a line that is no erasure' });
    return undefined;
  }
};
