import type { ConversationEvent } from '../conversation/events.js';
import type { Entries } from './entry.js';
import { anna, correction, luis, luisInAnnasRoster, message, ofCase } from './exampleIds.js';

const shared = { category: 'conversation', version: 1, retention: 'treatment-record' } as const;

export const conversationEntries: Entries<ConversationEvent['type']> = {
  MessagePosted: {
    ...shared,
    recorded: 'provider or collaborator writes to the other',
    by: ['provider', 'collaborator'],
    personal: { text: { subject: 'patientId', class: 'content' } },
    purpose: 'treatment of the patient',
    example: {
      ...ofCase,
      collaboratorId: luisInAnnasRoster,
      messageId: correction,
      authorId: luis,
      side: 'collaborator',
      text: 'Gemeint war Zahn 22.',
      corrects: message,
    },
  },
  MessagesRead: {
    ...shared,
    recorded: 'a person has read the conversation up to a position of the log',
    by: ['provider', 'collaborator'],
    personal: {},
    purpose: 'what is unread, per person',
    example: { ...ofCase, collaboratorId: luisInAnnasRoster, readerId: luis, upTo: 1204 },
  },
  MessageTranslated: {
    ...shared,
    recorded: 'an engine has translated a message, or the words of an act, for the provider or the collaborator',
    by: ['provider', 'collaborator'],
    personal: { text: { subject: 'patientId', class: 'content' } },
    purpose: 'treatment of the patient; shows to which engine the text was disclosed',
    example: {
      ...ofCase,
      collaboratorId: luisInAnnasRoster,
      messageId: message,
      language: 'de',
      engine: 'libretranslate/1.6',
      text: 'Zahn 12 bitte weniger rotieren.',
      personId: anna,
    },
  },
};
