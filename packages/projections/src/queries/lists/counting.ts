/** How many rows a list has: the counts of quick filters, and the totals that follow from them, come from counters. */

import type { QuickCounts } from '../answers.js';
import type { ListFilters } from '../questions.js';
import { CASE_STATUSES, COLLABORATOR_STATUSES } from '../vocabulary.js';

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

const COUNTED: ReadonlySet<string> = new Set<keyof ListFilters>(['status', 'collaboratorStatus', 'unread']);

/** How many rows fit the filters, where quick filters are all of them; else it has to be counted. */
export const fittingIn = (groups: readonly CountRow[], filters: ListFilters): number | undefined => {
  const asked = Object.entries(filters).filter(([, values]) => values !== undefined);
  if (asked.some(([name]) => !COUNTED.has(name))) return undefined;
  const { status, collaboratorStatus, unread } = filters;
  return groups.reduce((sum, group) => {
    const fits =
      (status?.some((one) => one === group.status) ?? true) &&
      (collaboratorStatus?.some((one) => one === group.collaboratorStatus) ?? true) &&
      (unread === undefined || unread === group.unread > 0);
    return fits ? sum + group.count : sum;
  }, 0);
};

export const totalOf = (counted: number): { readonly count: number; readonly more: boolean } => ({
  count: Math.min(counted, MOST_COUNTED),
  more: counted > MOST_COUNTED,
});

const each = <Name extends string>(
  names: readonly Name[],
  count: (name: Name) => number,
): Readonly<Record<Name, number>> =>
  Object.fromEntries(names.map((name) => [name, count(name)])) as Readonly<Record<Name, number>>;
