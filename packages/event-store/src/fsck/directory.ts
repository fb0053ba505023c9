/** The directory of people: every entry is what was written. */

import type { Database } from 'better-sqlite3';
import { nameCheck } from '../keys/sqlite/keys-file.js';
import { isCheck } from '../row-check.js';
import type { Findings } from './findings.js';
import { PAGE, pagesOf } from './pages.js';

interface NameRow {
  readonly row: number;
  readonly digest: unknown;
  readonly person: unknown;
  readonly stored: unknown;
}

/** Looks at one table of the directory; a finding names the row, not the person. */
export const checkNames = async (
  db: Database,
  table: 'addresses' | 'identities',
  findings: Findings,
): Promise<void> => {
  const page = db.prepare<[number | bigint, number], NameRow>(
    `SELECT rowid AS row, digest, person, row_check AS stored FROM ${table} WHERE rowid > ? ORDER BY rowid LIMIT ?`,
  );
  const file = 'keys.db';
  const wentBack = (): void => findings.add({ file, what: 'the directory is out of order', detail: table });
  for await (const rows of pagesOf(
    (place) => page.all(place, PAGE),
    ({ row }) => row,
    wentBack,
  )) {
    for (const { row, digest, person, stored } of rows) {
      const fits =
        Buffer.isBuffer(digest) && typeof person === 'string' && isCheck(stored, nameCheck(table, digest, person));
      if (!fits) findings.add({ file, what: 'an entry of the directory has changed', detail: `${table} row ${row}` });
    }
  }
};
