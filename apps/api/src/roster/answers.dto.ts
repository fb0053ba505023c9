/** Manage Collaborators. */

import type {
  CollaboratorId,
  CollaboratorKind,
  ConsentPolicy,
  InvitationId,
  Permission,
  Personal,
  ProviderId,
  RecipientId,
} from '@konsil/domain';
import type * as read from '@konsil/projections';
import { type AnyEnd, type AnyReviewRule, ENDS, REVIEW_RULES } from '../cases/relations.dto.js';
import { Count, Flag, Id, Moment, OneOf, PersonalText, Place, Shape, Text, Word } from '../openapi/index.js';
import { COLLABORATOR_KINDS, CONSENT_POLICIES, PERMISSIONS } from './dto.js';
import { ASKS } from './invitations.dto.js';

const ENTRY_STATES = {
  added: true,
  invited: true,
  'invitation-expired': true,
  'invitation-declined': true,
  'invitation-withdrawn': true,
  accepted: true,
  paused: true,
  removed: true,
} as const satisfies Readonly<Record<read.EntryState, true>>;

export class EntryInvitation implements read.EntryInvitation {
  @Id()
  readonly invitationId!: InvitationId;

  @Word(ASKS)
  readonly asks!: keyof typeof ASKS;

  @Moment()
  readonly invitedAt!: string;

  @Count({ description: 'Whole days since then' })
  readonly ageInDays!: number;

  @Moment()
  readonly expiresAt!: string;

  @Count({ description: 'The newest reminder that was sent; 0: none yet' })
  readonly reminders!: number;

  @Moment({ nullable: true, description: 'When the next reminder is due; `null`: none follows' })
  readonly nextReminderAt!: string | null;
}

/** What is shared without being asked. */
export class EntryRule implements read.EntryRule {
  @Flag({ description: 'The cases that were there when it was set' })
  readonly current!: boolean;

  @Flag({ description: 'Every case when it is submitted' })
  readonly future!: boolean;

  @Flag({ description: 'Without who the patient is' })
  readonly pseudonymised!: boolean;

  @OneOf('on', ENDS, { nullable: true })
  readonly ends!: AnyEnd | null;
}

/** Open shares by what is to be done; archived cases are left out. */
export class EntryCases implements read.EntryCases {
  @Count()
  readonly shared!: number;

  @Count({ description: "The collaborator's turn" })
  readonly toEvaluate!: number;

  @Count({ description: "The provider's turn: the collaborator is ready" })
  readonly ready!: number;
}

export class RosterEntry implements read.RosterEntry {
  @Id()
  readonly collaboratorId!: CollaboratorId;

  @Id({ description: 'A person or an organisation' })
  readonly recipientId!: RecipientId;

  @Word(COLLABORATOR_KINDS)
  readonly kind!: CollaboratorKind;

  @PersonalText({ nullable: true })
  readonly name!: Personal<string> | null;

  @Word(PERMISSIONS, { many: true })
  readonly permissions!: readonly Permission[];

  @Shape(EntryRule)
  readonly rule!: EntryRule;

  @Word(ENTRY_STATES)
  readonly state!: read.EntryState;

  @Moment()
  readonly addedAt!: string;

  @Moment({ nullable: true })
  readonly acceptedAt!: string | null;

  @Moment({ nullable: true })
  readonly removedAt!: string | null;

  @Shape(EntryInvitation, { nullable: true })
  readonly invitation!: EntryInvitation | null;

  @Shape(EntryCases)
  readonly cases!: EntryCases;
}

export class Roster implements read.Roster {
  @Id()
  readonly providerId!: ProviderId;

  @Word(CONSENT_POLICIES)
  readonly policy!: ConsentPolicy;

  @Text({ nullable: true, description: 'Version of the text that was confirmed; `null`: not yet' })
  readonly attestationVersion!: string | null;

  @Text({ nullable: true, description: 'Version of the terms that were accepted; `null`: not yet' })
  readonly termsVersion!: string | null;

  @OneOf('rule', REVIEW_RULES, { description: 'Copied into a case when its order is submitted' })
  readonly reviewRule!: AnyReviewRule;

  @Flag({ description: 'Whether messages may be sent to an engine for translation' })
  readonly translationAllowed!: boolean;

  @Shape(RosterEntry, { many: true })
  readonly entries!: readonly RosterEntry[];

  @Place({ description: "Of the roster's stream, as in `ETag`; -1: nothing recorded" })
  readonly revision!: number;
}
