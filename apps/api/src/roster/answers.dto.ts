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
import { Count, Id, Moment, PersonalText, Place, Shape, Text, Word } from '../openapi/index.js';
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

export class EntryInvitation implements NonNullable<read.RosterEntry['invitation']> {
  @Id()
  readonly invitationId!: InvitationId;

  @Word(ASKS)
  readonly asks!: keyof typeof ASKS;

  @Moment()
  readonly expiresAt!: string;

  @Moment()
  readonly invitedAt!: string;
}

/** Open shares by what is to be done; archived cases are left out. */
export class EntryCases {
  @Count()
  readonly shared!: number;

  @Count()
  readonly toEvaluate!: number;

  @Count()
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

  @Shape(RosterEntry, { many: true })
  readonly entries!: readonly RosterEntry[];

  @Place({ description: "Of the roster's stream, as in `ETag`; -1: nothing recorded" })
  readonly revision!: number;
}
