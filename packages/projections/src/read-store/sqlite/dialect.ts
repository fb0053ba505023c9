/** SQLite's words. */

import { sql, type SqlBool } from 'kysely';
import { isStorable } from '../cells.js';
import type { Dialect } from '../dialect.js';

export const sqliteDialect: Dialect = {
  // Not by `instr`, which takes each letter in turn: a pattern leaps to the first letter of what is looked for.
  contains: (column, text) =>
    isStorable(text) ? sql<SqlBool>`${sql.ref(column)} glob ${`*${literally(text)}*`}` : sql<SqlBool>`false`,
  rowsOf: (columns, rows) =>
    sql`(select ${sql.join(
      columns.map((name, at) => sql`value ->> ${sql.lit(at)} as ${sql.ref(name)}`),
    )} from json_each(${JSON.stringify(rows)}))`,
};

/** What `glob` would read as a pattern stands for itself. */
const literally = (text: string): string => text.replaceAll(/[*?[]/g, (sign) => `[${sign}]`);
