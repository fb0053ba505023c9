/** Rows of a fold to cells of the store and back. */

import type { ColumnKind, Row, Table } from '../fold/index.js';

export type Cell = string | number | null;

const toCell = (kind: ColumnKind, value: unknown): Cell => {
  if (value === null) return null;
  if (kind === 'json') return JSON.stringify(value);
  if (kind === 'boolean') return value === true ? 1 : 0;
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw new TypeError(`A ${kind} column was given a value of type ${typeof value}.`);
};

const fromCell = (kind: ColumnKind, cell: unknown): unknown => {
  if (cell === null) return null;
  if (kind === 'json' && typeof cell === 'string') return JSON.parse(cell) as unknown;
  return kind === 'boolean' ? cell === 1 : cell;
};

/** One value of a row by its column; `undefined` where the row has none. */
export const valueOf = (row: Row, column: string): unknown => (row as Readonly<Record<string, unknown>>)[column];

/** Turns a row into the cells of an upsert, in the order of the table's columns. */
export const encoderOf = (table: Table): ((row: Row) => Cell[]) => {
  const columns = Object.entries(table.columns).map(([name, { kind }]) => ({ name, kind }));
  return (row) => columns.map(({ name, kind }) => toCell(kind, valueOf(row, name)));
};

export const keyEncoderOf = (table: Table): ((row: Row) => Cell[]) => {
  const columns = table.primaryKey.map((name) => ({ name, kind: table.columns[name]?.kind ?? 'text' }));
  return (row) => columns.map(({ name, kind }) => toCell(kind, valueOf(row, name)));
};

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
