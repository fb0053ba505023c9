/** What has to be known besides an event to say who is told of it: small plain facts. Rules: product.md B5, B7, B8, G3. */

import type { EventOf, EventType } from '../events.js';
import type { CaseId, CollaboratorId, PersonId, ProviderId } from '../ids.js';
import type { Telling } from './notification.js';

export interface NoticeView {
  /** Of the roster that the event is about. */
  readonly entries: readonly EntryView[];
  /** Of the case that the event is about; for an event about a patient or a roster, of all its cases. */
  readonly shares: readonly ShareView[];
}

export interface EntryView {
  readonly collaboratorId: CollaboratorId;
  /** The person, or every member of the organisation: each is told (B8). */
  readonly people: readonly PersonId[];
  /** Whether the entry was active until the event: what others never saw can't end for them. */
  readonly wasActive: boolean;
  /** What an invitation asks of them (B4). */
  readonly asks: 'complete-registration' | 'accept-responsibility';
}

export interface ShareView {
  readonly caseId: CaseId;
  readonly collaboratorId: CollaboratorId;
  /** No event has ended it. */
  readonly open: boolean;
  /** Whether its recipient sees the case now. */
  readonly sees: boolean;
  /**
   * Whether the event is what ended the recipient's sight. An end by date is left aside until the event that records it: so
   * whatever comes first tells it, once.
   */
  readonly lost: boolean;
}

/** By event type: whom it is told, in the order of the shares. */
export type NoticeRules = {
  readonly [Type in EventType]?: (event: EventOf<Type>, view: NoticeView) => readonly Telling[];
};

/** Somebody, and the entry through which they are told. */
export interface Person {
  readonly personId: PersonId;
  readonly collaboratorId: CollaboratorId;
}

/** The people behind an entry. A provider is never their own collaborator, also not through an organisation (B7). */
export const peopleBehind = (
  view: NoticeView,
  collaboratorId: CollaboratorId,
  provider: ProviderId,
): readonly Person[] =>
  (view.entries.find((entry) => entry.collaboratorId === collaboratorId)?.people ?? [])
    .filter((personId) => personId !== provider)
    .map((personId) => ({ personId, collaboratorId }));

/** Everybody who sees the case through the roster now; who stands behind two entries comes twice, and is told once. */
export const peopleWhoSee = (
  view: NoticeView,
  { caseId, providerId }: { readonly caseId: CaseId; readonly providerId: ProviderId },
): readonly Person[] =>
  view.shares
    .filter((share) => share.caseId === caseId && share.sees)
    .flatMap(({ collaboratorId }) => peopleBehind(view, collaboratorId, providerId));

/** Those behind one entry who see the case through it now. */
export const peopleWhoSeeThrough = (
  view: NoticeView,
  of: { readonly caseId: CaseId; readonly providerId: ProviderId; readonly collaboratorId: CollaboratorId },
): readonly Person[] =>
  view.shares.some(
    ({ caseId, collaboratorId, sees }) => caseId === of.caseId && collaboratorId === of.collaboratorId && sees,
  )
    ? peopleBehind(view, of.collaboratorId, of.providerId)
    : [];
