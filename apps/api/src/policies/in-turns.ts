/** Many commands of one rule: a few at a time, so that people's commands have their turn between them. */

import { from, fromEvent, lastValueFrom, mergeMap, takeUntil } from 'rxjs';

/** Enough for appends to share a commit, few enough for nobody to wait for them. */
const AT_ONCE = 8;

/**
 * Resolves when all are done, with the results in the order of the items.
 * @throws what the first failed one threw, and the signal's reason where it aborts: some are then not begun
 */
export const inTurns = async <Item, Result>(
  items: readonly Item[],
  signal: AbortSignal,
  take: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> => {
  signal.throwIfAborted();
  const results = new Map<number, Result>();
  const taken = from(items.entries()).pipe(
    mergeMap(async ([place, item]) => void results.set(place, await take(item)), AT_ONCE),
    takeUntil(fromEvent(signal, 'abort')),
  );
  await lastValueFrom(taken, { defaultValue: undefined });
  signal.throwIfAborted();
  return items.flatMap((_, place) => (results.has(place) ? [results.get(place) as Result] : []));
};
