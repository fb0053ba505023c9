/** Who is told that a case was shared with them, and that their access has ended. Rules: product.md A4, C4, G2, G3, H1. */

import type { BulkId, CaseId, CollaboratorId, ProviderId } from '../ids.js';
import type { Telling } from './notification.js';
import { type NoticeRules, type NoticeView, peopleBehind, peopleWhoSee, peopleWhoSeeThrough } from './view.js';

/**
 * The end of one case is told with the case; what ends all that an entry had is told once. The events that follow from it case
 * by case end nothing any more, so they tell nothing.
 */
export const accessNotices: NoticeRules = {
  CaseShared: ({ data }, view) => {
    const { providerId, caseId, collaboratorId, bulkId } = data;
    return peopleWhoSeeThrough(view, data).map(({ personId }) => ({
      kind: 'collaborator-added',
      to: personId,
      about: { providerId, caseId, collaboratorId, ...(bulkId && { bulkId }) },
    }));
  },
  CaseUnshared: ({ data }, view) => lostCases(view, data),
  GrantExpired: ({ data }, view) => lostCases(view, data),
  SetupApproved: ({ data }, view) => lostCases(view, { providerId: data.providerId }),
  ConsentWithdrawn: ({ data }, view) => lostCases(view, data),
  SharingObjected: ({ data }, view) => lostCases(view, data),
  ProcessingRestricted: ({ data }, view) => lostCases(view, data),
  PersonalDataErased: ({ data }, view) => lostCases(view, data),
  CollaboratorPaused: ({ data }, view) => lostEntry(view, data),
  CollaboratorRemoved: ({ data }, view) => lostEntry(view, data),
  ConsentPolicyChosen: ({ data: { providerId } }, view) =>
    [...new Set(view.shares.filter(({ lost }) => lost).map((share) => share.collaboratorId))].flatMap(
      (collaboratorId) => entryEnded(view, { providerId, collaboratorId }),
    ),
  MemberRemoved: ({ data: { organisationId, personId } }) => [
    { kind: 'access-ended', to: personId, about: { organisationId } },
  ],
};

/** For everybody who has lost a case and does not see it through another entry. */
const lostCases = (
  view: NoticeView,
  { providerId, bulkId }: { readonly providerId: ProviderId; readonly bulkId?: BulkId },
): readonly Telling[] =>
  view.shares
    .filter(({ lost }) => lost)
    .flatMap(({ caseId, collaboratorId }) =>
      peopleBehind(view, collaboratorId, providerId)
        .filter(({ personId }) => !seesOtherwise(view, { caseId, providerId }, personId))
        .map(({ personId }) => ({
          kind: 'access-ended',
          to: personId,
          about: { providerId, caseId, collaboratorId, ...(bulkId && { bulkId }) },
        })),
    );

const seesOtherwise = (
  view: NoticeView,
  of: { readonly caseId: CaseId; readonly providerId: ProviderId },
  person: string,
): boolean => peopleWhoSee(view, of).some(({ personId }) => personId === person);

interface OfEntry {
  readonly providerId: ProviderId;
  readonly collaboratorId: CollaboratorId;
}

const lostEntry = (view: NoticeView, of: OfEntry): readonly Telling[] =>
  view.entries.some((entry) => entry.collaboratorId === of.collaboratorId && entry.wasActive)
    ? entryEnded(view, of)
    : [];

const entryEnded = (view: NoticeView, { providerId, collaboratorId }: OfEntry): readonly Telling[] =>
  peopleBehind(view, collaboratorId, providerId).map(({ personId }) => ({
    kind: 'access-ended',
    to: personId,
    about: { providerId, collaboratorId },
  }));
