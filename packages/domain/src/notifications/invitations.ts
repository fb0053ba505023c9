/** Who is told of invitations, and of what became of them. Rules: product.md B4, H1, H2. */

import type { InvitationId, CollaboratorId, ProviderId } from '../ids.js';
import type { NotificationKind } from './kinds.js';
import type { Telling } from './notification.js';
import { type EntryView, type NoticeRules, type NoticeView, peopleBehind } from './view.js';

interface OfInvitation {
  readonly providerId: ProviderId;
  readonly collaboratorId: CollaboratorId;
  readonly invitationId: InvitationId;
}

/** A new invitation in the place of the old one, and a reminder, ask the same again. */
export const invitationNotices: NoticeRules = {
  CollaboratorInvited: ({ data }, view) => toInvited(view, data, data.asks),
  InvitationResent: ({ data }, view) => toInvited(view, data, askedOf(view, data)),
  InvitationReminded: ({ data }, view) => toInvited(view, data, askedOf(view, data)),
  InvitationAccepted: ({ data }) => toProvider('invitation-accepted', data),
  InvitationDeclined: ({ data }) => toProvider('invitation-declined', data),
  InvitationExpired: ({ data }) => toProvider('invitation-expired', data),
};

const askedOf = (view: NoticeView, { collaboratorId }: OfInvitation): EntryView['asks'] | undefined =>
  view.entries.find((entry) => entry.collaboratorId === collaboratorId)?.asks;

const toInvited = (view: NoticeView, data: OfInvitation, kind: EntryView['asks'] | undefined): readonly Telling[] =>
  kind === undefined
    ? []
    : peopleBehind(view, data.collaboratorId, data.providerId).map(({ personId }) => ({
        kind,
        to: personId,
        about: ofInvitation(data),
      }));

const toProvider = (kind: NotificationKind, data: OfInvitation): readonly Telling[] => [
  { kind, to: data.providerId, about: ofInvitation(data) },
];

const ofInvitation = ({ providerId, collaboratorId, invitationId }: OfInvitation): OfInvitation => ({
  providerId,
  collaboratorId,
  invitationId,
});
