/**
 * How many rows a list has. The counts of quick filters group the viewer's rows on each question for now; counters kept
 * beside the rows can take their place without a change for who asks.
 */

import { CASE_STATUSES, COLLABORATOR_STATUSES } from '../vocabulary.js';
import type { QuickCounts } from '../answers.js';

/** Rows of a list are counted up to this. */
export const MOST_COUNTED = 1_000;

/** So many of the viewer's rows have these three in common. */
export interface CountRow {
  readonly status: string;
  readonly collaboratorStatus: string;
  readonly unread: number;
  readonly count: number;
}

export const quickCounts = (groups: readonly CountRow[]): QuickCounts => {
  const total = (fits: (group: CountRow) => boolean): number =>
    groups.reduce((sum, group) => (fits(group) ? sum + group.count : sum), 0);
  return {
    all: total(() => true),
    status: each(CASE_STATUSES, (status) => total((group) => group.status === status)),
    collaboratorStatus: each(COLLABORATOR_STATUSES, (status) => total((group) => group.collaboratorStatus === status)),
    unread: total((group) => group.unread > 0),
  };
};

/** Rows of the list without filters and search. */
export const allOf = (groups: readonly CountRow[]): number => groups.reduce((sum, { count }) => sum + count, 0);

export const totalOf = (counted: number): { readonly count: number; readonly more: boolean } => ({
  count: Math.min(counted, MOST_COUNTED),
  more: counted > MOST_COUNTED,
});

const each = <Name extends string>(
  names: readonly Name[],
  count: (name: Name) => number,
): Readonly<Record<Name, number>> =>
  Object.fromEntries(names.map((name) => [name, count(name)])) as Readonly<Record<Name, number>>;
