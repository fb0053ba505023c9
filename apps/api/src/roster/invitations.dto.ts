/** Invitations as who is invited sees them, and what adding and accepting answer. */

import type { CollaboratorId, InvitationId, Personal, ProviderId, RecipientId } from '@konsil/domain';
import type * as read from '@konsil/projections';
import { Id, Moment, PersonalText, Shape, Word } from '../openapi/index.js';

export const ASKS = { 'complete-registration': true, 'accept-responsibility': true } as const satisfies Readonly<
  Record<read.InvitationRow['asks'], true>
>;
const STATES = { open: true, expired: true, accepted: true } as const satisfies Readonly<
  Record<read.InvitationRow['state'], true>
>;

export class Invitation implements read.InvitationRow {
  @Id()
  readonly invitationId!: InvitationId;

  @Id()
  readonly providerId!: ProviderId;

  @PersonalText({ nullable: true })
  readonly providerName!: Personal<string> | null;

  @Id()
  readonly collaboratorId!: CollaboratorId;

  @Id({ description: 'Who is invited: the viewer, or an organisation they work for' })
  readonly recipientId!: RecipientId;

  @Word(ASKS)
  readonly asks!: keyof typeof ASKS;

  @Moment()
  readonly expiresAt!: string;

  @Word(STATES)
  readonly state!: keyof typeof STATES;
}

export class Invitations {
  @Shape(Invitation, { many: true })
  readonly invitations!: readonly Invitation[];
}

export class CollaboratorMade {
  @Id()
  readonly collaboratorId!: CollaboratorId;

  @Id()
  readonly recipientId!: RecipientId;

  @Id()
  readonly invitationId!: InvitationId;
}

export class InvitationAccepted {
  @Id()
  readonly providerId!: ProviderId;

  @Id()
  readonly collaboratorId!: CollaboratorId;
}
