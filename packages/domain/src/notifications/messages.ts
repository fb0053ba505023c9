/**
 * Who has something new to read: a message, or the words of an act, which stand in a conversation like one. A fellow member's
 * message is not unread, so an organisation's own words go to the provider alone. Rules: product.md B8, C6, E2, H1, H2.
 */

import type { CaseId, CollaboratorId, MessageId, ProviderId } from '../ids.js';
import type { Telling } from './notification.js';
import { type NoticeRules, type Person, peopleWhoSee, peopleWhoSeeThrough } from './view.js';

interface OfConversation {
  readonly caseId: CaseId;
  readonly providerId: ProviderId;
  readonly collaboratorId: CollaboratorId;
}

export const messageNotices: NoticeRules = {
  MessagePosted: ({ data }, view) =>
    data.side === 'collaborator'
      ? toProvider(data, data.messageId)
      : toEach(peopleWhoSeeThrough(view, data), data, data.messageId),
  SetupMarkedReady: ({ data }) => (data.words ? toProvider(data, data.words.messageId) : []),
  SetupDeclinedByCollaborator: ({ data }) => toProvider(data, data.words.messageId),
  SetupSentBack: ({ data }, view) => toEach(peopleWhoSeeThrough(view, data), data, data.words.messageId),
  SetupDeclined: ({ data }, view) => toEach(peopleWhoSee(view, data), data, data.words.messageId),
  RevisionRequested: ({ data }, view) =>
    data.through === undefined
      ? toEach(peopleWhoSee(view, data), data, data.words.messageId)
      : toProvider({ ...data, collaboratorId: data.through }, data.words.messageId),
};

const toEach = (
  people: readonly Person[],
  { providerId, caseId }: Pick<OfConversation, 'caseId' | 'providerId'>,
  messageId: MessageId,
): readonly Telling[] =>
  people.map(({ personId, collaboratorId }) => ({
    kind: 'messages-unread',
    to: personId,
    about: { providerId, caseId, collaboratorId, messageId },
  }));

const toProvider = (of: OfConversation, messageId: MessageId): readonly Telling[] =>
  toEach([{ personId: of.providerId, collaboratorId: of.collaboratorId }], of, messageId);
