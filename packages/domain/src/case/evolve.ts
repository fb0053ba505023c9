/** How events change a case. Never throws: what does not fit changes nothing. Rules: product.md C, D. */

import type { CollaboratorId } from '../ids.js';
import { asOrder, draft, submitted } from './beginning.js';
import type { CaseEvent, PenHolder } from './events/index.js';
import { type CaseFacts, currentVersion, evolveFacts } from './facts/index.js';
import { newestOfTreatment } from './orders.js';
import { withWords } from './said.js';
import type { CaseState, Grant, Order, SubmittedCase } from './state.js';

export const evolveCase = (state: CaseState, event: CaseEvent): CaseState => {
  switch (state.status) {
    case 'none':
      if (event.type === 'OrderDrafted') return draft(event.data);
      return event.type === 'OrderSubmitted' ? submitted(event) : state;
    case 'draft':
      if (event.type === 'DraftDiscarded') return { ...state, status: 'discarded' };
      return event.type === 'OrderSubmitted' ? submitted(event) : state;
    case 'discarded':
      return state;
    case 'submitted':
      return evolveSubmitted(state, event);
  }
};

type DataOf<Type extends CaseEvent['type']> = Extract<CaseEvent, { type: Type }>['data'];

/** A submitted case stays one. */
export const evolveSubmitted = (state: SubmittedCase, event: CaseEvent): SubmittedCase => {
  const facts = evolveFacts(state.facts, event) ?? state.facts;
  return withWords({ ...evolveTopic(state, event, facts), facts }, event);
};

const evolveTopic = (state: SubmittedCase, event: CaseEvent, facts: CaseFacts): SubmittedCase => {
  switch (event.type) {
    case 'CaseShared':
      return shared(state, event.data);
    case 'GrantRenewed':
      return renewed(state, event.data);
    case 'CaseUnshared':
    case 'GrantExpired':
      return { ...ended(state, event), grants: stillGranted(state.grants, facts) };
    case 'SetupReadyForReview':
      return published(state, event.data);
    case 'SetupApproved': {
      if (facts === state.facts) return state;
      const grants = stillGranted(state.grants, facts);
      const { pen } = state;
      const freeing = pen?.of === 'collaborator' && !grants[pen.collaboratorId] ? freed(state) : state;
      return approved({ ...freeing, grants, caseType: event.data.caseType });
    }
    case 'SetupDeclined':
      return facts.setup === state.facts.setup ? state : { ...state, pen: { of: 'provider' } };
    case 'SetupDeclinedByCollaborator': {
      const { collaboratorId } = event.data;
      return facts.setup === state.facts.setup ? state : { ...state, pen: { of: 'collaborator', collaboratorId } };
    }
    case 'SetupSentBack':
      return withoutDecline(state, facts);
    case 'RevisionRequested': {
      const { through, charge, words } = event.data;
      const revision = { ...asOrder(event.data, 'revision'), charge, messageId: words.messageId };
      return { ...withOrder(state, revision), pen: holderThrough(through) };
    }
    case 'RetainerOrdered':
      return withOrder(state, { ...asOrder(event.data, 'retainer'), charge: event.data.charge });
    case 'ReplacementOrdered': {
      const { cause, aligners } = event.data;
      return withOrder(state, { ...asOrder(event.data, 'replacement'), replaces: { cause, aligners } });
    }
    case 'RecordsRequested':
    case 'RecordsRejected':
      return { ...state, recordItems: event.data.items };
    case 'AlignersShipped':
      return shipped(state, event.data);
    case 'PenTaken':
      return { ...state, pen: event.data.holder };
    case 'PenPassed':
      return { ...state, pen: event.data.to };
    case 'PenReleased':
      return freed(state);
    case 'CaseTypeUpgraded':
      return { ...state, caseType: event.data.to };
    case 'CasePracticeChanged':
      return { ...state, practiceId: event.data.to };
    case 'TpsOrdered': {
      const { collaboratorId, dueAt } = event.data;
      return { ...state, tps: { ...state.tps, [collaboratorId]: { state: 'ordered', dueAt } } };
    }
    case 'TpsCompleted':
      return withTps(state, event.data.collaboratorId, 'completed');
    case 'TpsCancelled':
      return withTps(state, event.data.collaboratorId, 'cancelled');
    case 'ReviewEscalated':
      return event.data.setupVersion === currentVersion(facts)
        ? { ...state, escalated: [...state.escalated, event.data.collaboratorId] }
        : state;
    default:
      return state;
  }
};

const shared = (state: SubmittedCase, data: DataOf<'CaseShared'>): SubmittedCase => {
  const { collaboratorId, recipientId, recipientKind, purpose, ends, pseudonymised, bulkId } = data;
  const grant: Grant = {
    ...{ collaboratorId, recipientId, recipientKind, purpose, pseudonymised },
    ...(ends && { ends }),
    ...(bulkId !== undefined && { bulkId }),
  };
  const others = state.everSharedWith.filter((id) => id !== collaboratorId);
  return {
    ...state,
    grants: { ...state.grants, [collaboratorId]: grant },
    everSharedWith: [...others, collaboratorId],
  };
};

const renewed = (state: SubmittedCase, { collaboratorId, ends }: DataOf<'GrantRenewed'>): SubmittedCase => {
  const grant = state.grants[collaboratorId];
  if (!grant) return state;
  const { ends: _, bulkId: __, ...rest } = grant;
  return { ...state, grants: { ...state.grants, [collaboratorId]: { ...rest, ...(ends && { ends }) } } };
};

/** A new version frees the pen (C9), and nobody is late with it yet. */
const published = (state: SubmittedCase, data: DataOf<'SetupReadyForReview'>): SubmittedCase => {
  const { alignerSets: _, ...rest } = freed(state);
  const { occurredAt, alignerSets } = data;
  return { ...rest, setupMadeAt: occurredAt, escalated: [], ...(alignerSets !== undefined && { alignerSets }) };
};

const withOrder = (state: SubmittedCase, order: Order): SubmittedCase => ({
  ...state,
  orders: [...state.orders, order],
});

/** What was ordered last of the treatment is what the lab produces now. */
const approved = (state: SubmittedCase): SubmittedCase => ({
  ...state,
  inProduction: newestOfTreatment(state).orderNumber,
});

const shipped = (state: SubmittedCase, data: DataOf<'AlignersShipped'>): SubmittedCase => {
  const { orderNumber, phase, last, occurredAt } = data;
  const sent = state.orders.find((order) => order.orderNumber === orderNumber);
  if (!sent) return state;
  const firstShippedAt = sent.kind === 'retainer' ? state.firstShippedAt : (state.firstShippedAt ?? occurredAt);
  const now: Order = { ...sent, phases: phase, shipped: last, shippedAt: occurredAt };
  return {
    ...state,
    ...(firstShippedAt !== undefined && { firstShippedAt }),
    orders: state.orders.map((order) => (order === sent ? now : order)),
  };
};

const withTps = (state: SubmittedCase, id: CollaboratorId, to: 'completed' | 'cancelled'): SubmittedCase => {
  const order = state.tps[id];
  return order ? { ...state, tps: { ...state.tps, [id]: { ...order, state: to } } } : state;
};

const holderThrough = (through: CollaboratorId | undefined): PenHolder =>
  through === undefined ? { of: 'provider' } : { of: 'collaborator', collaboratorId: through };

const freed = ({ pen: _, ...state }: SubmittedCase): SubmittedCase => state;

const withoutPen = (state: SubmittedCase, collaboratorId: CollaboratorId): SubmittedCase =>
  state.pen?.of === 'collaborator' && state.pen.collaboratorId === collaboratorId ? freed(state) : state;

/** Whose grant has ended holds nothing any more. */
const ended = (
  state: SubmittedCase,
  event: Extract<CaseEvent, { type: 'CaseUnshared' | 'GrantExpired' }>,
): SubmittedCase => {
  const { collaboratorId } = event.data;
  const after = withoutPen(state, collaboratorId);
  const bulkId = event.type === 'CaseUnshared' ? event.data.bulkId : undefined;
  return bulkId === undefined ? after : { ...after, undone: { ...after.undone, [collaboratorId]: bulkId } };
};

/** A decline that is sent back asks for no change any more: the pen that it took is free again. */
const withoutDecline = (state: SubmittedCase, facts: CaseFacts): SubmittedCase => {
  const { setup } = state.facts;
  const isReopened = setup.state === 'declined' && facts.setup.state === 'open';
  return isReopened && setup.declinedBy !== 'provider' ? withoutPen(state, setup.declinedBy) : state;
};

/** Which grants are open is said once, by the facts. */
const stillGranted = (
  grants: Readonly<Record<CollaboratorId, Grant>>,
  facts: CaseFacts,
): Readonly<Record<CollaboratorId, Grant>> =>
  Object.fromEntries(Object.entries(grants).filter(([id]) => id in facts.grants));
