/** The collaborator status of a case: derived from facts, never set. Rules: product.md C5-C7. */

import type { CollaboratorId } from '../../ids.js';
import { type CaseFacts, isArchived, type Verdicts } from './facts.js';

export type CollaboratorStatus =
  'not-shared' | 'awaiting-setup' | 'evaluating-setup' | 'ready-for-approval' | 'approved' | 'archived';

export type StatusIcon =
  'grey-plus' | 'hourglass' | 'aligner' | 'check-mark' | 'double-check' | 'file-box' | 'speech-bubble';

/** The status of the case for one collaborator: the first line of product.md C6 that fits. */
export const statusFor = (facts: CaseFacts, collaboratorId: CollaboratorId): CollaboratorStatus => {
  if (isArchived(facts)) return 'archived';
  if (!facts.grants[collaboratorId]) return 'not-shared';
  return reviewStatus(facts, (verdicts) => isReady(verdicts, collaboratorId));
};

/** The status of the case over all its grants; the rule decides only between evaluating and ready (C7). */
export const rolledUpStatus = (facts: CaseFacts): CollaboratorStatus => {
  if (isArchived(facts)) return 'archived';
  const reviewers = Object.keys(facts.grants) as CollaboratorId[];
  if (reviewers.length === 0) return 'not-shared';
  return reviewStatus(facts, (verdicts) => isRuleMet(facts, reviewers, verdicts));
};

/** What is drawn for a status: unread wins over any but archived, and archived shows only where there is a grant (C5, C6). */
export const iconOf = (
  status: CollaboratorStatus,
  { unread, shared }: { readonly unread: boolean; readonly shared: boolean },
): StatusIcon => {
  if (status === 'archived') return shared ? 'file-box' : 'grey-plus';
  return unread ? 'speech-bubble' : icons[status];
};

const icons: Readonly<Record<Exclude<CollaboratorStatus, 'archived'>, StatusIcon>> = {
  'not-shared': 'grey-plus',
  'awaiting-setup': 'hourglass',
  'evaluating-setup': 'aligner',
  'ready-for-approval': 'check-mark',
  approved: 'double-check',
};

/** The lines of C6 for a case that is shared and goes on. */
const reviewStatus = (
  { revisionAsked, setup }: CaseFacts,
  ready: (verdicts: Verdicts) => boolean,
): CollaboratorStatus => {
  if (revisionAsked) return 'awaiting-setup';
  if (setup.state === 'approved') return 'approved';
  if (setup.state !== 'open') return 'awaiting-setup';
  return ready(setup.verdicts) ? 'ready-for-approval' : 'evaluating-setup';
};

const isReady = (verdicts: Verdicts, collaboratorId: CollaboratorId): boolean =>
  verdicts[collaboratorId]?.act === 'ready';

const isRuleMet = (facts: CaseFacts, reviewers: readonly CollaboratorId[], verdicts: Verdicts): boolean => {
  const { rule } = facts;
  if (rule.rule === 'any') return reviewers.some((reviewer) => isReady(verdicts, reviewer));
  if (rule.rule === 'lead' && facts.grants[rule.collaboratorId]) return isReady(verdicts, rule.collaboratorId);
  return reviewers.every((reviewer) => isReady(verdicts, reviewer));
};
