/** PostgreSQL's words. */

import { sql, type SqlBool } from 'kysely';
import { isStorable } from '../cells.js';
import type { Dialect } from '../dialect.js';

export const postgresDialect: Dialect = {
  inOrder: sql`set local enable_sort = off`,
  rowsOf: (columns, rows) =>
    sql`(select * from unnest(${sql.join(
      columns.map((_, at) => sql`cast(${rows.map((row) => row[at])} as text[])`),
    )}) as "given" (${sql.join(columns.map((name) => sql.ref(name)))}))`,
  contains: (column, text) =>
    isStorable(text) ? sql<SqlBool>`${sql.ref(column)} like ${`%${literally(text)}%`}` : sql<SqlBool>`false`,
};

/** What `like` would read as a pattern stands for itself. */
const literally = (text: string): string => text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
