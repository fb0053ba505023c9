/**
 * The displayed status of a case: derived from events alone, never set. The same facts stand in the folded case and in
 * a row of a read model, so that both answer alike. Rules: product.md C5-C7, D3.
 */

import type { CollaboratorId, MessageId, PersonId } from '../ids.js';
import type { OrderKind, ReviewRule } from './events.js';

/** What a collaborator did last on the newest version, or what the provider did with it. */
export interface Verdict {
  readonly act: 'ready' | 'declined' | 'sent-back';
  /** Who judged; absent where the provider sent it back. */
  readonly personId?: PersonId;
  /** The words given with the act. */
  readonly messageId?: MessageId;
}

export type NewestSetup =
  | { readonly state: 'none' }
  | { readonly state: 'open'; readonly version: number; readonly verdicts: Verdicts }
  /** Closed for everybody; `declinedBy` is `provider` or the collaborator, whose decline can be sent back. */
  | {
      readonly state: 'declined';
      readonly version: number;
      readonly verdicts: Verdicts;
      readonly declinedBy: 'provider' | CollaboratorId;
      readonly messageId: MessageId;
    }
  | { readonly state: 'approved'; readonly version: number; readonly verdicts: Verdicts };

export type Verdicts = Readonly<Record<CollaboratorId, Verdict>>;

/** Plain JSON. A case without an order has none. */
export interface ReviewFacts {
  readonly orderKind: OrderKind;
  readonly archived: boolean;
  readonly rule: ReviewRule;
  /** The grants that no event has ended, whatever the roster says (C7). */
  readonly grants: Readonly<Record<CollaboratorId, { readonly endsOnApproval: boolean }>>;
  readonly setup: NewestSetup;
}

export type CollaboratorStatus =
  'not-shared' | 'awaiting-setup' | 'evaluating-setup' | 'ready-for-approval' | 'approved' | 'archived';

export type CaseCategory =
  | 'setup-in-production'
  | 'setup-awaiting-approval'
  | 'setup-being-changed'
  | 'aligners-in-production'
  | 'retainer-ordered'
  | 'closed';

export type CaseStatus = 'action-needed' | 'in-treatment' | 'closed';

export type StatusIcon =
  'grey-plus' | 'hourglass' | 'aligner' | 'check-mark' | 'double-check' | 'file-box' | 'speech-bubble';

/** The newest version's number, 0 where the lab has published none. */
export const currentVersion = (facts: ReviewFacts): number => (facts.setup.state === 'none' ? 0 : facts.setup.version);

/** The status of the case for one collaborator: the first line of product.md C6 that fits. */
export const statusFor = (facts: ReviewFacts, collaboratorId: CollaboratorId): CollaboratorStatus => {
  if (facts.archived) return 'archived';
  if (!facts.grants[collaboratorId]) return 'not-shared';
  if (facts.setup.state === 'approved') return 'approved';
  if (facts.setup.state !== 'open') return 'awaiting-setup';
  return isReady(facts.setup.verdicts, collaboratorId) ? 'ready-for-approval' : 'evaluating-setup';
};

/** The status of the case over all its grants; the rule decides only between evaluating and ready (C7). */
export const rolledUpStatus = (facts: ReviewFacts): CollaboratorStatus => {
  if (facts.archived) return 'archived';
  const reviewers = reviewersOf(facts);
  if (reviewers.length === 0) return 'not-shared';
  if (facts.setup.state === 'approved') return 'approved';
  if (facts.setup.state !== 'open') return 'awaiting-setup';
  const { verdicts } = facts.setup;
  return isRuleMet(facts, reviewers, verdicts) ? 'ready-for-approval' : 'evaluating-setup';
};

/** What is drawn for a status: unread wins over any but archived, and archived shows only where there is a grant (C5, C6). */
export const iconOf = (
  status: CollaboratorStatus,
  { unread, shared }: { readonly unread: boolean; readonly shared: boolean },
): StatusIcon => {
  if (status === 'archived') return shared ? 'file-box' : 'grey-plus';
  return unread ? 'speech-bubble' : icons[status];
};

/** Where the case stands in its life (domain-facts.md, Status, category). */
export const categoryOf = (facts: ReviewFacts): CaseCategory => {
  if (facts.archived) return 'closed';
  switch (facts.setup.state) {
    case 'open':
      return 'setup-awaiting-approval';
    case 'declined':
      return 'setup-being-changed';
    case 'approved':
      return facts.orderKind === 'aligner' ? 'aligners-in-production' : 'retainer-ordered';
    case 'none':
      return 'setup-in-production';
  }
};

/** Which of the three statuses a category belongs to. */
export const statusOfCategory: Readonly<Record<CaseCategory, CaseStatus>> = {
  'setup-in-production': 'in-treatment',
  'setup-awaiting-approval': 'action-needed',
  'setup-being-changed': 'in-treatment',
  'aligners-in-production': 'in-treatment',
  'retainer-ordered': 'in-treatment',
  closed: 'closed',
};

const icons: Readonly<Record<Exclude<CollaboratorStatus, 'archived'>, StatusIcon>> = {
  'not-shared': 'grey-plus',
  'awaiting-setup': 'hourglass',
  'evaluating-setup': 'aligner',
  'ready-for-approval': 'check-mark',
  approved: 'double-check',
};

const reviewersOf = (facts: ReviewFacts): readonly CollaboratorId[] => Object.keys(facts.grants) as CollaboratorId[];

const isReady = (verdicts: Verdicts, collaboratorId: CollaboratorId): boolean =>
  verdicts[collaboratorId]?.act === 'ready';

const isRuleMet = (facts: ReviewFacts, reviewers: readonly CollaboratorId[], verdicts: Verdicts): boolean => {
  const { rule } = facts;
  if (rule.rule === 'any') return reviewers.some((reviewer) => isReady(verdicts, reviewer));
  if (rule.rule === 'lead' && facts.grants[rule.collaboratorId]) return isReady(verdicts, rule.collaboratorId);
  return reviewers.every((reviewer) => isReady(verdicts, reviewer));
};
