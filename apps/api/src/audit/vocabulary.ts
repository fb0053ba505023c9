/** The words of audit entries, complete by their types. */

import type { AuditAction, AuditOutcome, AuditPurpose } from '@konsil/audit';
import type { ActorRole, SharingBasis } from '@konsil/domain';

type Words<Word extends string> = Readonly<Record<Word, true>>;

export const ACTOR_ROLES = {
  provider: true,
  collaborator: true,
  lab: true,
  auditor: true,
  administrator: true,
  self: true,
  policy: true,
  setup: true,
} as const satisfies Words<ActorRole>;

export const ACTIONS = { C: true, R: true, U: true, D: true, E: true } as const satisfies Words<AuditAction>;

export const OUTCOMES = {
  success: true,
  minor: true,
  serious: true,
  major: true,
} as const satisfies Words<AuditOutcome>;

export const PURPOSES = {
  treatment: true,
  'second-opinion': true,
  'treatment-planning': true,
  teaching: true,
  'patient-request': true,
  operations: true,
} as const satisfies Words<AuditPurpose>;

export const LEGAL_BASES = { 'gdpr-6-1-a': true, 'gdpr-6-1-b': true } as const satisfies Words<
  SharingBasis['legalBasis']
>;
