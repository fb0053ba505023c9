/**
 * Few rows or many: what a filter or a search leaves is looked up first. Where it is little, the page is made of those rows
 * alone; where it is much, the page is soon full when rows are read in the order of the sort. A store that goes by
 * averages can't tell the two apart.
 */

import { sql, type SqlBool } from 'kysely';
import { patientTables } from '../../folds/patients/tables.js';
import type { Dialect, StoreTables } from '../../read-store/index.js';
import type { Snapshot } from '../snapshot.js';
import type { Condition } from './conditions.js';
import { MOST_COUNTED } from './counting.js';

/** What a list shows the rows of. */
type Listed = 'cases' | 'grants';

/** Primary keys of the rows that fit. */
export type Few = readonly (readonly string[])[];

export interface Looked {
  /** Rows of the owner that fit, at most one more than are looked for. */
  readonly found: number;
  /** `undefined`: they are more than a page is made of. */
  readonly few: Few | undefined;
  /** All that fit, where they are no more than are looked for. */
  readonly all: Few | undefined;
}

/** Of so many rows a page is made faster than by going through all of its owner's. */
const FEW = 400;
/** As many as are counted; of grants more, since of those that fit some may not be seen. */
const LOOKED_FOR: Readonly<Record<Listed, number>> = { cases: MOST_COUNTED, grants: 1.6 * MOST_COUNTED };

/** Whether it is known already that they are more. */
export const areMany = (known: number | undefined): known is number => known !== undefined && known > FEW;

/** @param conditions of columns of `row` alone */
export const lookFor = async (
  snapshot: Snapshot,
  table: Listed,
  isOwned: Condition,
  conditions: readonly Condition[],
): Promise<Looked> => {
  const key = patientTables[table].primaryKey;
  const columns = sql.join(key.map((name) => sql.ref(`row.${name}`)));
  const { rows } = await sql<Readonly<Record<string, string>>>`select ${columns} from ${sql.table(table)} as "row"
    where ${sql.join([isOwned, ...conditions], sql` and `)} limit ${LOOKED_FOR[table] + 1}`.execute(snapshot);
  const keys = rows.map((row) => key.map((name) => row[name] ?? ''));
  return {
    found: keys.length,
    few: keys.length > FEW ? undefined : keys,
    all: keys.length > LOOKED_FOR[table] ? undefined : keys,
  };
};

/**
 * Before a page is read: of many rows it is full soon when they are read in the order that is asked for. A store that goes
 * by estimates would rather read all that fit and sort them.
 */
export const readInOrder = async (snapshot: Snapshot, { inOrder }: Dialect, few: Few | undefined): Promise<void> => {
  if (few === undefined) await inOrder?.execute(snapshot);
};

/** These rows of the table, by their keys, to be read as `row`; the whole table where they are not few. */
export const rowsAmong = <Name extends Listed>(dialect: Dialect, table: Name, few: Few | undefined) => {
  type Rows = StoreTables[Name];
  if (few === undefined) return sql<Rows>`${sql.table(table)}`.as<'row'>(sql.ref('row'));
  const key = patientTables[table].primaryKey;
  const isSame = key.map((name) => sql<SqlBool>`${sql.ref(`of.${name}`)} = ${sql.ref(`few.${name}`)}`);
  const among = sql<Rows>`(select "of".* from ${dialect.rowsOf(key, few)} as "few" cross join
    ${sql.table(table)} as "of" where ${sql.join(isSame, sql` and `)})`;
  return among.as<'row'>(sql.ref('row'));
};
