/** SQLite's words. */

import { sql, type SqlBool } from 'kysely';
import type { Dialect } from '../dialect.js';

export const sqliteDialect: Dialect = {
  contains: (column, text) => sql<SqlBool>`instr(coalesce(${sql.ref(column)}, ''), ${text}) > 0`,
};
