/** The page of a case after one more event. Rules: product.md D2, D4, D5. */

import type { CaseEvent, EventOf, Personal, Recorded } from '@konsil/domain';
import { put } from '../../../fold/index.js';
import type { CasePageTableRow, LivingCase, Note, TpsOrderTableRow } from './rows.js';
import { evolveSetups } from './setups.js';

export const evolvePage = (
  before: CasePageTableRow | undefined,
  state: LivingCase,
  event: Recorded<CaseEvent>,
): CasePageTableRow => {
  const page = before ?? emptyPage(state, event);
  return { ...page, state, setups: evolveSetups(page.setups, event), ...noted(page, event) };
};

const emptyPage = (state: LivingCase, { recordedAt: knownActivity }: Recorded<CaseEvent>): CasePageTableRow => {
  const { patientId, caseId } = state;
  return {
    ...{ patientId, caseId, state, setups: [], orderedAt: {}, shipments: [] },
    ...{ records: null, hold: null, end: null, knownActivity },
  };
};

/** What the state of a case does not keep: moments, and words that may be erased. */
const noted = (page: CasePageTableRow, event: Recorded<CaseEvent>): Partial<CasePageTableRow> => {
  switch (event.type) {
    case 'OrderSubmitted':
    case 'RevisionRequested':
    case 'RetainerOrdered':
    case 'ReplacementOrdered':
      return { orderedAt: { ...page.orderedAt, [event.data.orderNumber]: event.recordedAt } };
    case 'AlignersShipped': {
      const { orderNumber, phase, last, occurredAt: shippedAt } = event.data;
      return { shipments: [...page.shipments, { orderNumber, phase, last, shippedAt }] };
    }
    case 'RecordsRejected':
      return { records: noteOf(event, event.data.reason) };
    case 'RecordsRequested':
    case 'RecordsCompleted':
      return { records: noteOf(event) };
    case 'CasePutOnHold':
      return { hold: noteOf(event, event.data.reason) };
    case 'CaseCancelled':
      return { end: noteOf(event, event.data.reason) };
    case 'CaseCompleted':
    case 'CaseClosed':
      return { end: noteOf(event) };
    default:
      return {};
  }
};

const noteOf = ({ recordedAt: at }: Recorded<CaseEvent>, reason?: Personal<string>): Note => ({
  at,
  reason: reason ?? null,
});

/** The orders of planning services after the event; what became of each is read from the case's state. */
export const evolveTpsOrders = (
  orders: readonly TpsOrderTableRow[],
  state: LivingCase,
  event: Recorded<CaseEvent>,
): readonly TpsOrderTableRow[] => {
  if (state.status !== 'submitted') return orders;
  switch (event.type) {
    case 'TpsOrdered':
      return put(orders, ordered(event), isOf(event.data));
    case 'TpsCompleted':
    case 'TpsCancelled': {
      const order = state.tps[event.data.collaboratorId];
      const before = orders.find(isOf(event.data));
      if (order === undefined || before?.state !== 'ordered') return orders;
      return put(orders, { ...before, ...order, endedAt: event.recordedAt }, isOf(event.data));
    }
    default:
      return orders;
  }
};

const ordered = ({ data, recordedAt: orderedAt }: Recorded<EventOf<'TpsOrdered'>>): TpsOrderTableRow => {
  const { patientId, caseId, collaboratorId, providerId, dueAt } = data;
  const place = { patientId, caseId, collaboratorId, providerId };
  return { ...place, state: 'ordered', dueAt, entryPoint: data.with, orderedAt, endedAt: null };
};

type OfService = Pick<TpsOrderTableRow, 'caseId' | 'collaboratorId'>;

const isOf =
  ({ caseId, collaboratorId }: OfService) =>
  (row: TpsOrderTableRow): boolean =>
    row.caseId === caseId && row.collaboratorId === collaboratorId;
