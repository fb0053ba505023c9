/** Who is told of setups and of what was said of them. Rules: product.md C6, C8, H1, H2. */

import type { CaseId, CollaboratorId, PersonId, ProviderId } from '../ids.js';
import type { NotificationKind } from './kinds.js';
import type { Telling } from './notification.js';
import { type NoticeRules, type Person, peopleWhoSee, peopleWhoSeeThrough } from './view.js';

interface OfSetup {
  readonly caseId: CaseId;
  readonly providerId: ProviderId;
  readonly setupVersion: number;
}

export const reviewNotices: NoticeRules = {
  SetupReadyForReview: ({ data }, view) => [
    ...toEach(peopleWhoSee(view, data), 'setup-ready-for-review', data),
    // Of a case that is shared with nobody the provider is not told by mail: H2 says "on a shared case".
    ...(view.shares.some(({ caseId, open }) => open && caseId === data.caseId)
      ? [telling('setup-ready-on-shared-case', data.providerId, data)]
      : []),
  ],
  SetupSentBack: ({ data }, view) => toEach(peopleWhoSeeThrough(view, data), 'setup-sent-back', data),
  SetupApproved: ({ data }, view) => toEach(peopleWhoSee(view, data), 'setup-approved', data),
  SetupMarkedReady: ({ data }) => [telling('collaborator-ready', data.providerId, data, data.collaboratorId)],
  SetupDeclinedByCollaborator: ({ data }) => [
    telling('collaborator-declined', data.providerId, data, data.collaboratorId),
  ],
  ReviewEscalated: ({ data }) => [telling('review-overdue', data.providerId, data, data.collaboratorId)],
};

const toEach = (people: readonly Person[], kind: NotificationKind, of: OfSetup): readonly Telling[] =>
  people.map(({ personId, collaboratorId }) => telling(kind, personId, of, collaboratorId));

const telling = (
  kind: NotificationKind,
  to: PersonId,
  { providerId, caseId, setupVersion }: OfSetup,
  collaboratorId?: CollaboratorId,
): Telling => ({ kind, to, about: { providerId, caseId, setupVersion, ...(collaboratorId && { collaboratorId }) } });
