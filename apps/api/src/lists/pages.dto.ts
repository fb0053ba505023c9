/** Pages of lists, and of the two that count. */

import type * as read from '@konsil/projections';
import { CASE_STATUSES, COLLABORATOR_STATUSES } from '@konsil/projections';
import { Count, Counts, Flag, Shape, Text } from '../openapi/index.js';
import { CollaborationRow, OrderRow } from './rows.dto.js';

export class ListTotal {
  @Count({ description: 'Rows that fit filters and search, counted up to 1,000' })
  readonly count!: number;

  @Flag({ description: 'There are more' })
  readonly more!: boolean;
}

/** What each quick filter would show by itself. */
export class QuickCounts implements read.QuickCounts {
  @Count()
  readonly all!: number;

  @Count({ description: 'Cases with messages not read' })
  readonly unread!: number;

  @Counts(CASE_STATUSES)
  readonly status!: Readonly<Record<read.CaseStatus, number>>;

  @Counts(COLLABORATOR_STATUSES)
  readonly collaboratorStatus!: Readonly<Record<read.CollaboratorStatus, number>>;
}

/** Part of any list. */
export class Page {
  @Text({ optional: true, description: '`cursor` of the page after; absent on the last one' })
  readonly next?: string;
}

class ListPage extends Page implements Omit<read.ListPage<unknown>, 'rows'> {
  @Shape(ListTotal)
  readonly total!: ListTotal;

  @Shape(QuickCounts)
  readonly counts!: QuickCounts;
}

export class OrderPage extends ListPage implements read.ListPage<OrderRow> {
  @Shape(OrderRow, { many: true })
  readonly rows!: readonly OrderRow[];
}

export class CollaborationPage extends ListPage implements read.ListPage<CollaborationRow> {
  @Shape(CollaborationRow, { many: true })
  readonly rows!: readonly CollaborationRow[];
}
