/**
 * What a saved view may hold. It stands in the log unsealed and for ever, so there is no room in it for what somebody typed:
 * only names of columns, words of Konsil's vocabulary and ids. Rules: product.md A5.
 */

import { DomainError } from '../../errors.js';
import type { SavedView } from '../events.js';

const lists: readonly SavedView['list'][] = ['orders', 'collaborations', 'roster'];
const directions: readonly SavedView['sort']['direction'][] = ['ascending', 'descending'];

/** `collaboratorStatus` */
const COLUMN = /^[a-z][A-Za-z]{0,39}$/;
/** `setup-awaiting-approval`, `true`, `2026-03-01`, a UUID: no spaces, no capitals, no marks. */
const WORD_OR_ID = /^(?=.{1,40}$)[a-z0-9]+(-[a-z0-9]+)*$/;
/** Filters that search: what is typed into them names people. */
const SEARCHES: ReadonlySet<string> = new Set(['q', 'query', 'search', 'text']);

const MOST_FILTERS = 20;
const MOST_VALUES = 50;
const MOST_COLUMNS = 40;

/**
 * Exactly what is stored of a view.
 * @throws DomainError `ACCOUNT.VIEW_HOLDS_SEARCH`; `ACCOUNT.VIEW_TOO_LARGE` (facts: `field`, `most`);
 * `ACCOUNT.VIEW_INVALID` (facts: `field`). None names a value.
 */
export const storableView = ({ list, filters, columns, sort }: SavedView): SavedView => {
  demandFits(lists.includes(list), 'list');
  demandFits(columns.every(isColumn) && new Set(columns).size === columns.length, 'columns');
  demandAtMost(columns.length, MOST_COLUMNS, 'columns');
  demandFits(isColumn(sort.by) && directions.includes(sort.direction), 'sort');
  const named = Object.entries(filters);
  demandAtMost(named.length, MOST_FILTERS, 'filters');
  for (const [column, values] of named) {
    if (SEARCHES.has(column.toLowerCase())) {
      throw new DomainError('ACCOUNT.VIEW_HOLDS_SEARCH', 'A view never holds what was searched for.');
    }
    demandFits(isColumn(column) && values.every((value) => WORD_OR_ID.test(value)), 'filters');
    demandAtMost(values.length, MOST_VALUES, 'filters');
  }
  return {
    list,
    filters: Object.fromEntries(named.map(([column, values]) => [column, [...values]])),
    columns: [...columns],
    sort: { by: sort.by, direction: sort.direction },
  };
};

/** @throws DomainError `ACCOUNT.VIEW_TOO_LARGE` */
export const demandAtMost = (count: number, most: number, field: string): void => {
  if (count > most) throw new DomainError('ACCOUNT.VIEW_TOO_LARGE', 'A view has limits.', { field, most });
};

const isColumn = (name: string): boolean => COLUMN.test(name);

const demandFits = (fits: boolean, field: string): void => {
  if (!fits) throw new DomainError('ACCOUNT.VIEW_INVALID', 'A view holds names of columns, words and ids.', { field });
};
