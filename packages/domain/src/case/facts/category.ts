/** Status and category of a case as Manage Orders shows them. Rules: product.md D2, D3; domain-facts.md (Status, category). */

import { type CaseFacts, isArchived, isSetupAwaited } from './facts.js';

export type CaseStatus = 'action-needed' | 'in-treatment' | 'closed';

/** Which of the three statuses a category belongs to. */
export const statusOfCategory = {
  'submission-incomplete': 'action-needed',
  'waiting-for-records': 'action-needed',
  'records-rejected': 'action-needed',
  'setup-awaiting-approval': 'action-needed',
  'setup-in-production': 'in-treatment',
  'setup-being-changed': 'in-treatment',
  'aligners-in-production': 'in-treatment',
  shipped: 'in-treatment',
  'treatment-in-progress': 'in-treatment',
  'on-hold': 'in-treatment',
  'revision-requested': 'in-treatment',
  'retainer-ordered': 'in-treatment',
  completed: 'closed',
  cancelled: 'closed',
  closed: 'closed',
} as const satisfies Readonly<Record<string, CaseStatus>>;

export type CaseCategory = keyof typeof statusOfCategory;

/** Of a case that is still a draft: it has no facts yet. */
export const categoryOfDraft: CaseCategory = 'submission-incomplete';

/**
 * Where a submitted case stands in its life. An end comes first, then a hold, then what somebody has to do before the lab
 * can plan the setup that it owes, then the newest setup, and after its approval what is made and shipped.
 */
export const categoryOf = (facts: CaseFacts): CaseCategory => {
  const { life, setup } = facts;
  if (life.ended !== undefined) return isArchived(facts) ? life.ended : 'retainer-ordered';
  if (life.onHold) return 'on-hold';
  if (life.records === 'waiting' && isSetupAwaited(facts)) return 'waiting-for-records';
  if (life.records === 'rejected' && isSetupAwaited(facts)) return 'records-rejected';
  if (facts.revisionAsked) return 'revision-requested';
  switch (setup.state) {
    case 'none':
      return 'setup-in-production';
    case 'open':
      return 'setup-awaiting-approval';
    case 'declined':
      return 'setup-being-changed';
    case 'approved':
      return producing(facts);
  }
};

/**
 * After an approval: what the lab makes for the treatment, then phases that follow each other, then retainers; when nothing is
 * to come any more, the treatment itself, which a case of retainers does not have.
 */
const producing = ({ orderKind, life }: CaseFacts): CaseCategory => {
  if (life.shipped === 'nothing') return orderKind === 'aligner' ? 'aligners-in-production' : 'retainer-ordered';
  if (life.openOrders.some(({ kind }) => kind === 'replacement')) return 'aligners-in-production';
  if (life.shipped === 'in-part') return 'shipped';
  if (life.openOrders.length > 0) return 'retainer-ordered';
  return orderKind === 'aligner' ? 'treatment-in-progress' : 'shipped';
};
