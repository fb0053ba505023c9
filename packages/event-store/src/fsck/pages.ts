/** Rows of a table in pages: each page is a read of its own, so that a writer beside is not held up and memory is bounded. */

import { setImmediate as nextTurn } from 'node:timers/promises';

export const PAGE = 512;
/** Before every row there can be. */
export const BEGINNING = -(2n ** 63n);

/**
 * Pages until one is not full. `after` answers the rows behind a place, `placeOf` the place of a row. Damaged pages may
 * lead backwards; the walk ends there (`wentBack`), for it would never come to an end.
 */
export async function* pagesOf<Row>(
  after: (place: number | bigint) => readonly Row[],
  placeOf: (row: Row) => number,
  wentBack: () => void,
): AsyncGenerator<readonly Row[]> {
  let place: number | bigint = BEGINNING;
  for (;;) {
    const rows = after(place);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    if (placeOf(last) <= place) return wentBack();
    if (rows.length < PAGE) return;
    place = placeOf(last);
    await nextTurn();
  }
}
