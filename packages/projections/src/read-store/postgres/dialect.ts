/** PostgreSQL's words. */

import { sql, type SqlBool } from 'kysely';
import { isStorable } from '../cells.js';
import type { Dialect } from '../dialect.js';

export const postgresDialect: Dialect = {
  contains: (column, text) =>
    isStorable(text) ? sql<SqlBool>`strpos(coalesce(${sql.ref(column)}, ''), ${text}) > 0` : sql<SqlBool>`false`,
};
