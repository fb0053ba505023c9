/** How rows of the oracle are sorted, found and filtered. Rules: product.md F1, F2. */

import type { OracleRow } from './oracle.js';

/** product.md's order of things, for sorting. */
const RANKS: Readonly<Record<string, readonly string[]>> = {
  status: ['action-needed', 'in-treatment', 'closed'],
  category: [
    ...['submission-incomplete', 'waiting-for-records', 'records-rejected', 'setup-awaiting-approval'],
    ...['setup-in-production', 'setup-being-changed', 'aligners-in-production', 'shipped', 'treatment-in-progress'],
    ...['on-hold', 'revision-requested', 'retainer-ordered', 'completed', 'cancelled', 'closed'],
  ],
  collaboratorStatus: [
    ...['not-shared', 'awaiting-setup', 'evaluating-setup', 'ready-for-approval', 'approved', 'archived'],
  ],
  caseType: ['none', 'flex', 'mini', 'one', 'two', 'unlimited-3', 'unlimited-5', 'retainer-only'],
};

const PLAIN: Readonly<Record<string, string>> = { ö: 'o', ü: 'u', ä: 'a', å: 'a' };
const plain = (text: string): string => text.toLowerCase().replaceAll(/[öüäå]/g, (letter) => PLAIN[letter] ?? letter);

/** What a row is sorted by. */
const keyOf = (row: OracleRow, sort: string): string | number => {
  const value = row[sort];
  if (sort === 'collaborators') return (value as readonly string[]).length;
  if (typeof value === 'number') return value;
  const text = String(value);
  const rank = RANKS[sort]?.indexOf(text);
  if (rank !== undefined) return rank;
  return ['patient', 'practice', 'provider'].includes(sort) ? plain(text) : text;
};

const compare = (one: string | number, other: string | number): number => (one < other ? -1 : one > other ? 1 : 0);

export const sorted = (rows: readonly OracleRow[], sort: string, descending: boolean): OracleRow[] =>
  [...rows].sort(
    (one, other) =>
      (compare(keyOf(one, sort), keyOf(other, sort)) || compare(one.since, other.since)) * (descending ? -1 : 1),
  );

/** Whether any order number, the practice or one of the row's names holds the text. */
export const isFound = (row: OracleRow, text: string): boolean => {
  const numbers = (row['orderNumbers'] as string[]).flatMap((number) => [number, number.replaceAll('-', '')]);
  return [...numbers, String(row['practice']), ...(row['searched'] as string[])].some((part) =>
    part.toLowerCase().includes(text.trim().toLowerCase()),
  );
};

/** Whether the row fits each filter: a list of values, a number of unread messages, a span of time. */
export const fits = (row: OracleRow, filters: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(filters).every(([name, wanted]) => {
    if (name === 'unread') return Number(row['unread']) > 0 === wanted;
    if (name === 'activeSince') return String(row['lastActivity']) >= String(wanted);
    if (name === 'activeBefore') return String(row['lastActivity']) < String(wanted);
    const values = wanted as readonly unknown[];
    if (name !== 'collaboratorId') return values.includes(row[name]);
    const ids = (row['collaborators'] as readonly string[]).map((text) => text.split('=')[0]);
    return ids.length === 0 ? values.includes('none') : ids.some((id) => values.includes(id));
  });
