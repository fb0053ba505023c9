/** Messages, and the words of acts as messages of the conversations they belong to. Rules: product.md C6, E. */

import { type CaseEvent, type EventOf, isErased, type PersonId, type Recorded, type Words } from '@konsil/domain';
import type { AppendingFold, Emptying } from '../../fold/index.js';
import type { MessageAct } from '../../queries/answers.js';
import { type MessageTableRow, type MessageTables, messageTables } from './rows.js';

const rows = (event: Recorded): { messages?: readonly MessageTableRow[] } => {
  switch (event.type) {
    case 'MessagePosted': {
      const { caseId, patientId, collaboratorId, messageId, authorId, side, text, corrects = null } = event.data;
      const { position, recordedAt } = event;
      const own = { caseId, patientId, collaboratorId, messageId, authorId, side, corrects, position, recordedAt };
      return { messages: [{ ...own, act: 'message', setupVersion: null, text: isErased(text) ? null : text }] };
    }
    case 'SetupMarkedReady':
      return event.data.words === undefined ? {} : ofCollaborator(event, event.data.words, 'marked-ready');
    case 'SetupDeclinedByCollaborator':
      return ofCollaborator(event, event.data.words, 'declined-by-collaborator');
    case 'SetupSentBack':
      return ofProvider(event, event.data.collaboratorId, 'sent-back');
    case 'SetupDeclined':
      return ofProvider(event, null, 'declined');
    case 'RevisionRequested':
      return revisionAsked(event);
    default:
      return {};
  }
};

type VerdictEvent = Recorded<Extract<CaseEvent, { type: 'SetupMarkedReady' | 'SetupDeclinedByCollaborator' }>>;
type ProviderAct = Recorded<Extract<CaseEvent, { type: 'SetupSentBack' | 'SetupDeclined' }>>;

const ofCollaborator = (event: VerdictEvent, words: Words, act: MessageAct): { messages: MessageTableRow[] } => {
  const { collaboratorId, personId: authorId } = event.data;
  return { messages: [{ ...spoken(event, words), collaboratorId, authorId, side: 'collaborator', act }] };
};

const ofProvider = (
  event: ProviderAct,
  collaboratorId: MessageTableRow['collaboratorId'],
  act: MessageAct,
): { messages: MessageTableRow[] } => {
  const authorId: PersonId = event.data.providerId;
  return { messages: [{ ...spoken(event, event.data.words), collaboratorId, authorId, side: 'provider', act }] };
};

/** By the provider to everyone, by a collaborator in their own conversation. Who it was stands in the metadata. */
const revisionAsked = (event: Recorded<EventOf<'RevisionRequested'>>): { messages: MessageTableRow[] } => {
  const { through, providerId, words } = event.data;
  const side = through === undefined ? 'provider' : 'collaborator';
  const authorId = through === undefined ? providerId : (event.metadata.actor.id as PersonId);
  const collaboratorId = through ?? null;
  const said = { ...spoken(event, words), collaboratorId, authorId, side, act: 'revision-requested' } as const;
  return { messages: [said] };
};

const spoken = (
  { data, position, recordedAt }: VerdictEvent | ProviderAct | Recorded<EventOf<'RevisionRequested'>>,
  { messageId, text }: Words,
): Omit<MessageTableRow, 'collaboratorId' | 'authorId' | 'side' | 'act'> => {
  const { caseId, patientId } = data;
  const setupVersion = 'setupVersion' in data ? data.setupVersion : null;
  const said = isErased(text) ? null : text;
  return { caseId, patientId, setupVersion, messageId, text: said, corrects: null, position, recordedAt };
};

/** Once the content of a patient is erased, no text of theirs stands in any row (G9). */
const emptied = (event: Recorded): readonly Emptying[] =>
  event.type === 'PersonalDataErased' && event.data.classes.includes('content')
    ? [{ table: 'messages', column: 'patientId', subject: event.data.patientId, empty: ['text'] }]
    : [];

export const messagesFold: AppendingFold<MessageTables> = {
  kind: 'appending',
  name: 'messages',
  version: 4,
  tables: messageTables,
  categories: ['patient', 'case', 'conversation'],
  rows,
  emptied,
};
