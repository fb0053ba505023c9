/** A cursor names the last row of a page by what the list is sorted by, so that pages hold still while rows change. */

import { isStorable } from '../../read-store/index.js';
import { type Direction, QueryError } from '../questions.js';

export interface Cursor {
  readonly sort: string;
  readonly direction: Direction;
  /** Sort value and tie of the last row. */
  readonly last: readonly (string | number)[];
}

export const encodeCursor = ({ sort, direction, last }: Cursor): string =>
  Buffer.from(JSON.stringify([sort, direction, ...last])).toString('base64url');

/** What a column is sorted as. A store may refuse to compare one with the other. */
export type ValueKind = 'text' | 'number';

/** @throws QueryError unless it was made for the same sort and direction, with values of these kinds. */
export const decodeCursor = (text: string, sort: string, direction: Direction, kinds: readonly ValueKind[]): Cursor => {
  const [madeFor, madeIn, ...values] = partsOf(text);
  const last = values.filter((value, at): value is string | number => isValue(value, kinds[at]));
  const fits = madeFor === sort && madeIn === direction && values.length === kinds.length;
  if (!fits || last.length < values.length) {
    throw new QueryError('cursor', 'The cursor is not one of this list and sort.');
  }
  return { sort, direction, last };
};

const isValue = (value: unknown, kind: ValueKind | undefined): boolean =>
  kind === 'number' ? Number.isSafeInteger(value) : typeof value === 'string' && isStorable(value);

const partsOf = (text: string): readonly unknown[] => {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
};

/** @throws QueryError for a limit that is none. */
export const checkedLimit = (limit: number | undefined, { most, usual }: { most: number; usual: number }): number => {
  if (limit === undefined) return usual;
  if (!Number.isInteger(limit) || limit < 1 || limit > most) {
    throw new QueryError('limit', `A page has 1 to ${most} rows.`);
  }
  return limit;
};
