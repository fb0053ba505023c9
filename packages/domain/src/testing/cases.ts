import type {
  CaseEvent,
  CaseType,
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
import { ORDER_NUMBER_BYTES, orderNumberFrom } from '../orderNumber.js';
import type { Purpose } from '../patient/events.js';
import { usualPurposes } from '../patient/purposes.js';
import { NOW } from './clock.js';
import { patientId } from './patients.js';
import { annaId, annasPractice, type Collaborator, idOf, petraId, planWellId } from './people.js';
import { TEXTS } from './rosters.js';

export const caseId = idOf(30) as CaseId;
export const orderNumber = 'K7Q2-9MX4-TB3R' as OrderNumber;
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
  /** Asked for by the provider, or through a collaborator's entry. */
  readonly revisionAsked: (through?: Collaborator) => CaseBuilder;
  readonly ruledBy: (reviewRule: ReviewRule) => CaseBuilder;
  readonly penTakenBy: (holder: PenHolder) => CaseBuilder;
  readonly closed: () => CaseBuilder;
  readonly and: (...events: readonly CaseEvent[]) => CaseBuilder;
  readonly events: readonly CaseEvent[];
  readonly build: () => CaseState;
}

const of = { caseId, patientId, providerId: annaId };

/** A submitted case of Anna's patient: an aligner order under the rule `any`, shared with nobody. */
export const aCase = ({
  kind = 'aligner',
  rule: reviewRule = { rule: 'any' },
}: { readonly kind?: OrderKind; readonly rule?: ReviewRule } = {}): CaseBuilder =>
  builder([{ type: 'OrderSubmitted', data: { ...of, orderNumber, kind, practiceId: annasPractice, reviewRule } }]);

const builder = (events: readonly CaseEvent[]): CaseBuilder => {
  const and = (...more: readonly CaseEvent[]): CaseBuilder => builder([...events, ...more]);
  const published = events.filter(({ type }) => type === 'SetupReadyForReview').length;
  const newest = { ...of, setupVersion: published };
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
          orderNumber: orderNumberFrom(new Uint8Array(ORDER_NUMBER_BYTES).fill(events.length)),
          charge: 'included',
          words,
          ...(through && { through: through.collaboratorId }),
        },
      }),
    ruledBy: (reviewRule) => and({ type: 'ReviewRuleChosen', data: { ...of, reviewRule } }),
    penTakenBy: (holder) => and({ type: 'PenTaken', data: { ...of, holder } }),
    closed: () => and({ type: 'CaseClosed', data: of }),
    and,
    events,
    build: () => fold(evolveCase, noCase, events),
  };
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
