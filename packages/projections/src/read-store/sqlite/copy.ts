/** A copy of the rows as they stand at one moment, whoever goes on writing them. */

import Sqlite from 'better-sqlite3';

/** What lies at `to` is no copy: the file must not be there yet. */
export const copySqliteReadStore = (from: string, to: string): void => {
  const database = new Sqlite(from, { readonly: true });
  try {
    database.prepare('VACUUM INTO ?').run(to);
  } finally {
    database.close();
  }
};
