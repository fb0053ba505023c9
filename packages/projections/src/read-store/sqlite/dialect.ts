/** SQLite's words. */

import { sql, type SqlBool } from 'kysely';
import type { Dialect } from '../dialect.js';

export const sqliteDialect: Dialect = {
  contains: (column, text) => sql<SqlBool>`instr(coalesce(${sql.ref(column)}, ''), ${text}) > 0`,
  rowsOf: (columns, rows) =>
    sql`(select ${sql.join(
      columns.map((name, at) => sql`value ->> ${sql.lit(at)} as ${sql.ref(name)}`),
    )} from json_each(${JSON.stringify(rows)}))`,
};
