/** Rows of a fold to cells of the store and back. */

import type { Column, ColumnKind, Row, Table } from '../fold/index.js';

export type Cell = string | number | null;

/** @throws TypeError for a value that the column can't hold: the event behind it is not what its type says. */
export const cellOf = ({ kind, nullable }: Column, value: unknown): Cell => {
  if (value === null && nullable === true) return null;
  if (kind === 'json' && typeof value === 'object' && value !== null) return JSON.stringify(value);
  if (kind === 'boolean' && typeof value === 'boolean') return value ? 1 : 0;
  if (kind === 'text' && typeof value === 'string' && isStorable(value)) return value;
  if (kind === 'integer' && Number.isSafeInteger(value)) return value as number;
  throw new TypeError(`A ${kind} column was given ${value === null ? 'nothing' : typeof value}.`);
};

/** PostgreSQL stores neither NUL nor half a surrogate pair; refused on every store, so that all park the same groups. */
export const isStorable = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

const fromCell = (kind: ColumnKind, cell: unknown): unknown => {
  if (cell === null) return null;
  if (kind === 'json' && typeof cell === 'string') return JSON.parse(cell) as unknown;
  return kind === 'boolean' ? cell === 1 : cell;
};

/** One value of a row by its column; `undefined` where the row has none. */
export const valueOf = (row: Row, column: string): unknown => (row as Readonly<Record<string, unknown>>)[column];

/** Turns a row into the cells of an upsert, in the order of the table's columns. */
export const encoderOf = (table: Table): ((row: Row) => Cell[]) => encoder(Object.entries(table.columns));

/** Turns a row into the cells of its primary key. */
export const keyEncoderOf = (table: Table): ((row: Row) => Cell[]) =>
  encoder(table.primaryKey.map((name) => [name, table.columns[name] ?? { kind: 'text' }]));

/** What became of a row that the store has: the columns that differ, their cells, then those of the primary key. */
export interface RowChange {
  readonly columns: readonly string[];
  readonly cells: readonly Cell[];
}

/**
 * Tells how two states of one row differ, compared as they stand and not deeply: a value that stayed the same object is
 * neither turned into text nor written again, and no index is touched that it does not stand in.
 */
export const changeEncoderOf = (table: Table): ((before: Row, after: Row) => RowChange) => {
  const columns = Object.entries(table.columns).filter(([name]) => !table.primaryKey.includes(name));
  const encodeKey = keyEncoderOf(table);
  return (before, after) => {
    const changed = columns.filter(([name]) => valueOf(before, name) !== valueOf(after, name));
    return {
      columns: changed.map(([name]) => name),
      cells: [...changed.map(([name, column]) => cellOf(column, valueOf(after, name))), ...encodeKey(after)],
    };
  };
};

const encoder =
  (columns: readonly (readonly [string, Column])[]) =>
  (row: Row): Cell[] =>
    columns.map(([name, column]) => cellOf(column, valueOf(row, name)));

export const decoderOf = (table: Table): ((stored: Row) => Row) => {
  const columns = Object.entries(table.columns).filter(([, { kind }]) => kind === 'json' || kind === 'boolean');
  return (stored) => {
    if (columns.length === 0) return stored;
    const row: Record<string, unknown> = { ...stored };
    for (const [name, { kind }] of columns) row[name] = fromCell(kind, row[name]);
    return row;
  };
};

/** The primary key of a row as one text, to tell rows of a table apart. */
export const identityOf = (table: Table): ((row: Row) => string) => {
  const columns = table.primaryKey;
  return (row) => columns.map((name) => String(valueOf(row, name))).join('\u0000');
};
