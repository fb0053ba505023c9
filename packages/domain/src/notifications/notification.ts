/** One person is told of one thing. Ids only: what a mail says is read when it is written. Rules: product.md H1-H4. */

import type {
  BulkId,
  CaseId,
  CollaboratorId,
  InvitationId,
  MessageId,
  OrganisationId,
  PersonId,
  ProviderId,
} from '../ids.js';
import type { Instant } from '../time.js';
import type { NotificationKind } from './kinds.js';

/** What a notification is about, as far as it applies. Nothing personal ever stands here (H4). */
export interface NotificationAbout {
  readonly providerId?: ProviderId;
  readonly caseId?: CaseId;
  /** The entry in the provider's roster: the recipient's own, for a provider the collaborator's. */
  readonly collaboratorId?: CollaboratorId;
  readonly organisationId?: OrganisationId;
  readonly invitationId?: InvitationId;
  readonly setupVersion?: number;
  readonly messageId?: MessageId;
  /** The bulk act behind it: what belongs to one act can be told in one mail. */
  readonly bulkId?: BulkId;
  readonly endsAt?: Instant;
}

export interface Notification {
  /** The same whenever the same is decided again: who was told under it is not told again. */
  readonly key: string;
  readonly kind: NotificationKind;
  readonly to: PersonId;
  readonly about: NotificationAbout;
  /** Id of the event; absent where a moment has come instead. */
  readonly causedBy?: string;
}

/** What a rule says, before it is known who caused it and under which key it goes. */
export type Telling = Pick<Notification, 'kind' | 'to' | 'about'>;
