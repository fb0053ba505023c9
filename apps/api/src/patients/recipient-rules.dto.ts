/** Whom a consent, or its withdrawal, is about. */

import type { CollaboratorKind, RecipientId, RecipientRule } from '@konsil/domain';
import { Id, Word } from '../openapi/index.js';
import { COLLABORATOR_KINDS } from '../roster/dto.js';

type Rule<Of extends RecipientRule['of']> = Extract<RecipientRule, { readonly of: Of }>;

export class EveryoneRule implements Rule<'everyone'> {
  @Word({ everyone: true })
  readonly of!: 'everyone';
}

export class EveryoneButStaffRule implements Rule<'everyone-but-staff'> {
  @Word({ 'everyone-but-staff': true })
  readonly of!: 'everyone-but-staff';
}

export class KindRule implements Rule<'kind'> {
  @Word({ kind: true })
  readonly of!: 'kind';

  @Word(COLLABORATOR_KINDS)
  readonly kind!: CollaboratorKind;
}

export class RecipientIdRule implements Rule<'recipient'> {
  @Word({ recipient: true })
  readonly of!: 'recipient';

  @Id()
  readonly recipientId!: RecipientId;
}

export const RECIPIENT_RULES = {
  everyone: EveryoneRule,
  'everyone-but-staff': EveryoneButStaffRule,
  kind: KindRule,
  recipient: RecipientIdRule,
} as const;
export type AnyRecipientRule = InstanceType<(typeof RECIPIENT_RULES)[keyof typeof RECIPIENT_RULES]>;
