/** What is to be done for an event, told from the event and the folds alone, before anything is loaded. */

import type { Recorded } from '@konsil/domain';
import type { Decoded } from '@konsil/event-store';
import type { AppendingFold, Fold, KeyedFold } from '../fold/index.js';
import { isStorable } from '../read-store/cells.js';
import { UNSTORABLE } from './parking.js';
import { toRecorded } from './recorded.js';

export interface Evolving {
  readonly fold: KeyedFold;
  readonly keys: readonly string[];
  /** The event is the first of its groups; there is nothing to load. */
  readonly begins: boolean;
}

/** A readable event and what the folds do with it. */
export interface Folding {
  readonly event: Recorded;
  readonly evolving: readonly Evolving[];
  readonly appending: readonly AppendingFold[];
}

export interface Step {
  readonly place: Decoded;
  /** Folds that can't say which of their groups the event touches. */
  readonly parking: readonly { readonly fold: Fold; readonly reason: string }[];
  readonly folding?: Folding;
}

/** What is erased leaves the rows of a parked group too: they stand as they were, and nothing else would reach them. */
export const isErasure = ({ type }: Recorded): boolean => type === 'PersonalDataErased';

/** Of an error only its kind: the message may hold data of the event. */
export const reasonOf = (error: unknown): string =>
  `fold threw ${typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : typeof error}`;

/** The step of an event, for the folds that want events of its category. */
export const stepOf = (place: Decoded, folds: readonly Fold[]): Step => {
  if (folds.length === 0) return { place, parking: [] };
  const readable = toRecorded(place);
  if ('unreadable' in readable) return { place, parking: folds.map((fold) => ({ fold, reason: readable.unreadable })) };
  const { event } = readable;
  const parking: { fold: Fold; reason: string }[] = [];
  const evolving: Evolving[] = [];
  const appending: AppendingFold[] = [];
  for (const fold of folds) {
    if (fold.kind === 'appending') appending.push(fold);
    else {
      try {
        const keys = fold.keys(event);
        if (!keys.every(isStorable)) parking.push({ fold, reason: UNSTORABLE });
        else if (keys.length > 0) evolving.push({ fold, keys, begins: fold.begins?.(event) === true });
      } catch (error) {
        parking.push({ fold, reason: reasonOf(error) });
      }
    }
  }
  return { place, parking, folding: { event, evolving, appending } };
};

/**
 * The groups that a page's events change and that have to be loaded for it, by fold: not those that begin in the page,
 * and none that is parked, unless something is erased in it.
 */
export const groupsToLoad = (
  steps: readonly Step[],
  isParked: (fold: KeyedFold, key: string) => boolean,
): ReadonlyMap<string, ReadonlySet<string>> => {
  const wanted = new Map<string, Set<string>>();
  const begun = new Map<string, Set<string>>();
  for (const { folding } of steps) {
    if (folding === undefined) continue;
    for (const { fold, keys, begins } of folding.evolving) {
      for (const key of keys) {
        if (begins) setOf(begun, fold.name).add(key);
        else if (begun.get(fold.name)?.has(key) !== true && (isErasure(folding.event) || !isParked(fold, key))) {
          setOf(wanted, fold.name).add(key);
        }
      }
    }
  }
  return wanted;
};

const setOf = (byFold: Map<string, Set<string>>, fold: string): Set<string> => {
  const known = byFold.get(fold) ?? new Set();
  byFold.set(fold, known);
  return known;
};
