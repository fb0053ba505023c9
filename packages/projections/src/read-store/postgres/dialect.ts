/** PostgreSQL's words. */

import { sql, type SqlBool } from 'kysely';
import { isStorable } from '../cells.js';
import type { Dialect } from '../dialect.js';

export const postgresDialect: Dialect = {
  rowsOf: (columns, rows) =>
    sql`(select * from unnest(${sql.join(
      columns.map((_, at) => sql`cast(${rows.map((row) => row[at])} as text[])`),
    )}) as "given" (${sql.join(columns.map((name) => sql.ref(name)))}))`,
  contains: (column, text) =>
    isStorable(text) ? sql<SqlBool>`strpos(coalesce(${sql.ref(column)}, ''), ${text}) > 0` : sql<SqlBool>`false`,
};
