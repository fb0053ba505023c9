/** How a case begins: from a draft, or with its first order. Rules: product.md D1, D2. */

import type { CollaboratorId, OrderNumber } from '../ids.js';
import type { CaseEvent } from './events/index.js';
import { evolveFacts } from './facts/index.js';
import type { CaseState, DraftCase, Order } from './state.js';

type DataOf<Type extends CaseEvent['type']> = Extract<CaseEvent, { type: Type }>['data'];

const drafted = ({
  caseId,
  patientId,
  providerId,
  practiceId,
  orderNumber,
  kind,
  through,
}: DataOf<'OrderDrafted' | 'OrderSubmitted'>): DraftCase => {
  const creator = through === undefined ? {} : { through };
  return { status: 'draft', caseId, patientId, providerId, practiceId, orderNumber, kind, ...creator };
};

export const draft = (data: DataOf<'OrderDrafted'>): DraftCase => ({
  ...drafted(data),
  ...(data.pseudonymised && { pseudonymised: true }),
});

export const submitted = (event: Extract<CaseEvent, { type: 'OrderSubmitted' }>): CaseState => {
  const facts = evolveFacts(undefined, event);
  if (!facts) return { status: 'none' };
  const first = drafted(event.data);
  return {
    ...first,
    status: 'submitted',
    orders: [asOrder(event.data, first.kind)],
    grants: {},
    everSharedWith: [],
    undone: {},
    facts,
    recordItems: [],
    tps: {},
    escalated: [],
    words: {},
  };
};

/** An order of which nothing has left the lab. */
export const asOrder = (
  { orderNumber, through }: { readonly orderNumber: OrderNumber; readonly through?: CollaboratorId },
  kind: Order['kind'],
): Order => ({ orderNumber, kind, phases: 0, shipped: false, ...(through !== undefined && { through }) });
