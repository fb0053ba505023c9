/** The words lists speak in. Rules: product.md C5, C6, D3; domain-facts.md (Status, category, case type). */

import type { CaseType } from '@konsil/domain';

/** Statuses of a case, in the order lists sort them (D3). */
export const CASE_STATUSES = ['action-needed', 'in-treatment', 'closed'] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** Categories of a case, in the order lists sort them (D3). */
export const CATEGORIES = [
  'submission-incomplete',
  'waiting-for-records',
  'records-rejected',
  'setup-awaiting-approval',
  'setup-in-production',
  'setup-being-changed',
  'aligners-in-production',
  'shipped',
  'treatment-in-progress',
  'on-hold',
  'revision-requested',
  'retainer-ordered',
  'completed',
  'cancelled',
  'closed',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** Statuses of a shared case, for one collaborator or rolled up, in the order lists sort them (C5). */
export const COLLABORATOR_STATUSES = [
  'not-shared',
  'awaiting-setup',
  'evaluating-setup',
  'ready-for-approval',
  'approved',
  'archived',
] as const;
export type CollaboratorStatus = (typeof COLLABORATOR_STATUSES)[number];

/** Case types in the order lists sort them. */
export const CASE_TYPES = [
  'flex',
  'mini',
  'one',
  'two',
  'unlimited-3',
  'unlimited-5',
  'retainer-only',
] as const satisfies readonly CaseType[];
