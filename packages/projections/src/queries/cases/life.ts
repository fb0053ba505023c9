/** Orders, records, hold, end and pen of a case, read from its folded state. Rules: product.md C9, D2. */

import type { SubmittedCase } from '@konsil/domain';
import type { CasePageTableRow } from '../../folds/patients/pages/rows.js';
import type { CaseDetails, PlacedOrder } from '../answers.js';
import type { Shown } from './shown.js';

type Life = Pick<CaseDetails, 'orders' | 'reviewRule' | 'records' | 'hold' | 'end' | 'pen'>;

const ofDraft: Life = { orders: [], reviewRule: null, records: null, hold: null, end: null, pen: null };

export const lifeOf = (page: CasePageTableRow, shown: Shown): Life => {
  const { state } = page;
  if (state.status === 'draft') return ofDraft;
  return {
    orders: state.orders.flatMap((order) => placed(order, page, shown)),
    reviewRule: state.facts.rule,
    records: recordsOf(state, page),
    hold: state.facts.life.onHold && page.hold ? { since: page.hold.at, reason: page.hold.reason } : null,
    end: state.facts.life.ended !== undefined && page.end ? { how: state.facts.life.ended, ...page.end } : null,
    pen: state.pen ?? null,
  };
};

const placed = (
  { orderNumber, kind, through, charge, shipped }: SubmittedCase['orders'][number],
  { orderedAt: moments }: CasePageTableRow,
  shown: Shown,
): readonly PlacedOrder[] => {
  const orderedAt = moments[orderNumber];
  if (orderedAt === undefined) return [];
  const isShown = through !== undefined && shown.of(through, 'own-share', 'other-collaborators');
  const paid = shown.has('charges') ? (charge ?? null) : null;
  return [{ orderNumber, kind, orderedAt, through: isShown ? through : null, charge: paid, shipped }];
};

const recordsOf = ({ facts, recordItems: items }: SubmittedCase, { records }: CasePageTableRow): Life['records'] => {
  const { records: state } = facts.life;
  return state === 'unasked' || records === null ? null : { state, items, ...records };
};
