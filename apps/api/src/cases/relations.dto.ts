/** As what somebody sees a case, and the rules of a case that come in several forms. */

import type { CollaboratorId, CollaboratorKind, GrantEnd, Permission, RecipientId, ReviewRule } from '@konsil/domain';
import type { CaseRelation } from '@konsil/projections';
import { Flag, Id, Moment, Word } from '../openapi/index.js';
import { COLLABORATOR_KINDS, PERMISSIONS } from '../roster/dto.js';

type Relation<As extends CaseRelation['as']> = Extract<CaseRelation, { readonly as: As }>;
type End<On extends GrantEnd['on']> = Extract<GrantEnd, { readonly on: On }>;
type Rule<Name extends ReviewRule['rule']> = Extract<ReviewRule, { readonly rule: Name }>;

export class ProviderRelation implements Relation<'provider'> {
  @Word({ provider: true })
  readonly as!: 'provider';
}

export class LabRelation implements Relation<'lab'> {
  @Word({ lab: true })
  readonly as!: 'lab';
}

export class CollaboratorRelation implements Relation<'collaborator'> {
  @Word({ collaborator: true })
  readonly as!: 'collaborator';

  @Id()
  readonly collaboratorId!: CollaboratorId;

  @Id({ description: 'The viewer, or the organisation they work for' })
  readonly recipientId!: RecipientId;

  @Word(COLLABORATOR_KINDS)
  readonly kind!: CollaboratorKind;

  @Word(PERMISSIONS, { many: true })
  readonly permissions!: readonly Permission[];

  @Flag({ description: 'Without who the patient is' })
  readonly pseudonymised!: boolean;
}

export class EndByDate implements End<'date'> {
  @Word({ date: true })
  readonly on!: 'date';

  @Moment()
  readonly at!: string;
}

export class EndByApproval implements End<'approval'> {
  @Word({ approval: true })
  readonly on!: 'approval';
}

export class AnyRule implements Rule<'any'> {
  @Word({ any: true })
  readonly rule!: 'any';
}

export class AllRule implements Rule<'all'> {
  @Word({ all: true })
  readonly rule!: 'all';
}

export class LeadRule implements Rule<'lead'> {
  @Word({ lead: true })
  readonly rule!: 'lead';

  @Id()
  readonly collaboratorId!: CollaboratorId;
}

export const RELATIONS = { provider: ProviderRelation, lab: LabRelation, collaborator: CollaboratorRelation } as const;
export type AnyRelation = ProviderRelation | LabRelation | CollaboratorRelation;

export const ENDS = { date: EndByDate, approval: EndByApproval } as const;
export type AnyEnd = EndByDate | EndByApproval;

export const REVIEW_RULES = { any: AnyRule, all: AllRule, lead: LeadRule } as const;
export type AnyReviewRule = AnyRule | AllRule | LeadRule;
