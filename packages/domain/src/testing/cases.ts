import type {
  CaseEvent,
  CaseType,
  Charge,
  GrantEnd,
  OrderKind,
  PenHolder,
  ReviewRule,
  SharingBasis,
  SharingCause,
  UnsharingCause,
  Words,
} from '../case/events/index.js';
import { evolveCase } from '../case/evolve.js';
import { type CaseState, noCase } from '../case/state.js';
import { fold } from '../decider.js';
import type { BulkId, CaseId, MessageId, OrderNumber, PersonId } from '../ids.js';
import type { Purpose } from '../patient/events.js';
import { usualPurposes } from '../patient/purposes.js';
import { ORDER_NUMBER_BYTES, orderNumberFrom } from '../orderNumber.js';
import type { Instant } from '../time.js';
import { inDays, NOW } from './clock.js';
import { patientId } from './patients.js';
import { annaId, annasPractice, type Collaborator, idOf, petraId, planWellId } from './people.js';
import { TEXTS } from './rosters.js';

export const caseId = idOf(30) as CaseId;
export const orderNumber = 'K7Q2-9MX4-TB3R' as OrderNumber;
/** The number of the case's n-th order, from 1; the first is `orderNumber`. */
export const orderNumberOf = (number: number): OrderNumber =>
  number === 1 ? orderNumber : orderNumberFrom(new Uint8Array(ORDER_NUMBER_BYTES).fill(number));
/** `messageOf(1)` is the first message or words that a builder records. */
export const messageOf = (number: number): MessageId => idOf(300 + number) as MessageId;

export interface CaseBuilder {
  readonly sharedWith: (
    collaborator: Collaborator,
    options?: {
      readonly ends?: GrantEnd;
      readonly purpose?: Purpose;
      readonly pseudonymised?: boolean;
      readonly cause?: SharingCause;
      readonly bulkId?: BulkId;
    },
  ) => CaseBuilder;
  readonly unsharedFrom: (collaborator: Collaborator, cause?: UnsharingCause, bulkId?: BulkId) => CaseBuilder;
  readonly renewedFor: (collaborator: Collaborator, ends?: GrantEnd) => CaseBuilder;
  /** The lab publishes the next version. */
  readonly setup: (options?: { readonly alignerSets?: number }) => CaseBuilder;
  /** These act on the newest version. */
  readonly ready: (collaborator: Collaborator) => CaseBuilder;
  readonly declinedBy: (collaborator: Collaborator) => CaseBuilder;
  readonly declined: () => CaseBuilder;
  readonly sentBackTo: (collaborator: Collaborator) => CaseBuilder;
  readonly approved: (caseType?: CaseType) => CaseBuilder;
  /** Later orders, each under the next number: `orderNumberOf(2)` for the first; a revision also through a collaborator's entry. */
  readonly revisionAsked: (through?: Collaborator) => CaseBuilder;
  readonly ruledBy: (reviewRule: ReviewRule) => CaseBuilder;
  readonly penTakenBy: (holder: PenHolder) => CaseBuilder;
  readonly retainerOrdered: (charge?: Charge) => CaseBuilder;
  readonly replacementOrdered: () => CaseBuilder;
  /** The next phase of an order leaves the lab; default: of the first order, and nothing of it follows. */
  readonly shipped: (options?: {
    readonly of?: OrderNumber;
    readonly last?: boolean;
    readonly occurredAt?: Instant;
  }) => CaseBuilder;
  readonly tpsOrdered: (collaborator: Collaborator) => CaseBuilder;
  readonly records: (state: 'waiting' | 'rejected' | 'complete') => CaseBuilder;
  readonly onHold: () => CaseBuilder;
  readonly completed: () => CaseBuilder;
  readonly cancelled: () => CaseBuilder;
  readonly closed: () => CaseBuilder;
  readonly reopened: () => CaseBuilder;
  readonly and: (...events: readonly CaseEvent[]) => CaseBuilder;
  readonly events: readonly CaseEvent[];
  readonly build: () => CaseState;
}

const of = { caseId, patientId, providerId: annaId };

/** A submitted case of Anna's patient: an aligner order under the rule `any`, shared with nobody; `by` a collaborator. */
export const aCase = ({
  kind = 'aligner',
  rule: reviewRule = { rule: 'any' },
  by,
}: { readonly kind?: OrderKind; readonly rule?: ReviewRule; readonly by?: Collaborator } = {}): CaseBuilder =>
  builder([{ type: 'OrderSubmitted', data: { ...firstOrder(kind, by), reviewRule } }]);

/** A draft of the same order. */
export const aDraft = ({
  kind = 'aligner',
  by,
}: { readonly kind?: OrderKind; readonly by?: Collaborator } = {}): CaseBuilder =>
  builder([{ type: 'OrderDrafted', data: firstOrder(kind, by) }]);

const firstOrder = (kind: OrderKind, by: Collaborator | undefined) => ({
  ...of,
  ...(by && { through: by.collaboratorId }),
  orderNumber,
  kind,
  practiceId: annasPractice,
});

const builder = (events: readonly CaseEvent[]): CaseBuilder => {
  const and = (...more: readonly CaseEvent[]): CaseBuilder => builder([...events, ...more]);
  const published = events.filter(({ type }) => type === 'SetupReadyForReview').length;
  const newest = { ...of, setupVersion: published };
  const nextOrder = orderNumberOf(1 + events.filter(({ type }) => ordering.has(type)).length);
  const words: Words = { messageId: messageOf(events.length), text: 'Zahn 12 bitte weniger rotieren.' };
  return {
    sharedWith: (collaborator, options = {}) =>
      and({
        type: 'CaseShared',
        data: { ...of, ...asRecipient(collaborator), basis: attested, pseudonymised: false, ...options },
      }),
    unsharedFrom: ({ collaboratorId, recipientId }, cause = 'by-provider', bulkId) =>
      and({
        type: 'CaseUnshared',
        data: { ...of, collaboratorId, recipientId, cause, ...(bulkId !== undefined && { bulkId }) },
      }),
    renewedFor: ({ collaboratorId, recipientId }, ends) =>
      and({ type: 'GrantRenewed', data: { ...of, collaboratorId, recipientId, ...(ends && { ends }) } }),
    setup: (options = {}) =>
      and({
        type: 'SetupReadyForReview',
        data: { ...of, setupVersion: published + 1, occurredAt: NOW, ...options },
      }),
    ready: (collaborator) => and({ type: 'SetupMarkedReady', data: { ...newest, ...asReviewer(collaborator) } }),
    declinedBy: (collaborator) =>
      and({ type: 'SetupDeclinedByCollaborator', data: { ...newest, ...asReviewer(collaborator), words } }),
    declined: () => and({ type: 'SetupDeclined', data: { ...newest, words } }),
    sentBackTo: ({ collaboratorId }) => and({ type: 'SetupSentBack', data: { ...newest, collaboratorId, words } }),
    approved: (caseType = 'two') => and({ type: 'SetupApproved', data: { ...newest, caseType } }),
    revisionAsked: (through) =>
      and({
        type: 'RevisionRequested',
        data: {
          ...of,
          orderNumber: nextOrder,
          charge: 'included',
          words,
          ...(through && { through: through.collaboratorId }),
        },
      }),
    ruledBy: (reviewRule) => and({ type: 'ReviewRuleChosen', data: { ...of, reviewRule } }),
    penTakenBy: (holder) => and({ type: 'PenTaken', data: { ...of, holder } }),
    retainerOrdered: (charge = 'included') =>
      and({ type: 'RetainerOrdered', data: { ...of, orderNumber: nextOrder, charge } }),
    replacementOrdered: () =>
      and({ type: 'ReplacementOrdered', data: { ...of, orderNumber: nextOrder, cause: 'lost', aligners: [3, 4] } }),
    shipped: ({ of: which = orderNumber, last = true, occurredAt = NOW } = {}) => {
      const phase = 1 + events.filter((one) => isShipmentOf(one, which)).length;
      return and({ type: 'AlignersShipped', data: { ...of, orderNumber: which, phase, last, occurredAt } });
    },
    tpsOrdered: ({ collaboratorId }) =>
      and({ type: 'TpsOrdered', data: { ...of, collaboratorId, with: 'case', dueAt: inDays(14) } }),
    records: (state) => and(recordsEvent(state)),
    onHold: () => and({ type: 'CasePutOnHold', data: of }),
    completed: () => and({ type: 'CaseCompleted', data: of }),
    cancelled: () => and({ type: 'CaseCancelled', data: of }),
    closed: () => and({ type: 'CaseClosed', data: of }),
    reopened: () => and({ type: 'CaseReopened', data: of }),
    and,
    events,
    build: () => fold(evolveCase, noCase, events),
  };
};

const ordering: ReadonlySet<CaseEvent['type']> = new Set([
  'OrderSubmitted',
  'RevisionRequested',
  'RetainerOrdered',
  'ReplacementOrdered',
]);

const isShipmentOf = (event: CaseEvent, which: OrderNumber): boolean =>
  event.type === 'AlignersShipped' && event.data.orderNumber === which;

const recordsEvent = (state: 'waiting' | 'rejected' | 'complete'): CaseEvent => {
  if (state === 'complete') return { type: 'RecordsCompleted', data: of };
  const items = ['photos', 'x-rays'] as const;
  return state === 'waiting'
    ? { type: 'RecordsRequested', data: { ...of, items } }
    : { type: 'RecordsRejected', data: { ...of, items, reason: 'Die Aufnahmen sind unscharf.' } };
};

const asRecipient = ({ collaboratorId, recipientId, kind: recipientKind }: Collaborator) => ({
  collaboratorId,
  recipientId,
  recipientKind,
  purpose: usualPurposes[recipientKind],
});

/** A person judges for themself, Petra for PlanWell. */
const asReviewer = ({ collaboratorId, recipientId }: Collaborator) => ({
  collaboratorId,
  personId: recipientId === planWellId ? petraId : (recipientId as PersonId),
});

/** A collaborator who holds the pen. */
export const penOf = ({ collaboratorId }: Collaborator): PenHolder => ({ of: 'collaborator', collaboratorId });

/** On what the shares of the examples stand. */
export const attested: SharingBasis = {
  policy: 'attestation',
  ...TEXTS,
  legalBasis: 'gdpr-6-1-a',
  healthDataCondition: 'gdpr-9-2-a',
  secrecyRelease: 'patient-release',
};
