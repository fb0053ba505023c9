/** PostgreSQL's words. */

import { sql, type SqlBool } from 'kysely';
import type { Dialect } from '../dialect.js';

export const postgresDialect: Dialect = {
  contains: (column, text) => sql<SqlBool>`strpos(coalesce(${sql.ref(column)}, ''), ${text}) > 0`,
};
