/** What provider and collaborators write, read and have translated. */

import fc from 'fast-check';
import { type ConversationCommand } from '../../../conversation/index.js';
import type { CollaboratorId, MessageId } from '../../../ids.js';
import { annaId, messageOf } from '../../../testing/index.js';
import { type Aim, type By, type Here, move, nat, sharedAt, speakerOf, type WeightedMove } from './move.js';

const into = (id: CollaboratorId, command: ConversationCommand, by: By): Aim => ({
  at: 'conversation',
  with: id,
  command,
  by,
});
const either = (here: Here, id: CollaboratorId, number: number): By =>
  number % 2 === 0 ? annaId : speakerOf(here, id, number);
/** The last message that was posted in a conversation, or words that were given with an act. */
export const lastSaid = ({ world }: Here, id: CollaboratorId): MessageId => {
  const messageId = world.events.reduce<MessageId | undefined>((last, { type, data }) => {
    if (type === 'MessagePosted') return data.collaboratorId === id ? data.messageId : last;
    return 'words' in data && data.words ? data.words.messageId : last;
  }, undefined);
  return messageId ?? messageOf(1);
};

export const ofMessages: readonly WeightedMove[] = [
  move('PostMessage', 8, fc.tuple(nat, fc.boolean(), fc.boolean()), ([number, again, corrects], here) => {
    const id = sharedAt(here, number);
    const correcting = corrects ? { corrects: lastSaid(here, id) } : {};
    const messageId = again ? lastSaid(here, id) : messageOf(here.fresh);
    return into(
      id,
      { type: 'PostMessage', data: { messageId, text: 'Ist das so gewollt?', ...correcting } },
      either(here, id, number),
    );
  }),
  move('MarkMessagesRead', 2, fc.tuple(nat, fc.nat(99)), ([number, upTo], here) => {
    const id = sharedAt(here, number);
    return into(id, { type: 'MarkMessagesRead', data: { upTo } }, either(here, id, number));
  }),
  move('RecordTranslation', 4, fc.tuple(nat, fc.constantFrom('de', 'en')), ([number, language], here) => {
    const id = sharedAt(here, number);
    const data = { messageId: lastSaid(here, id), language, engine: 'libretranslate/1.6', text: 'Is that intended?' };
    return into(id, { type: 'RecordTranslation', data }, either(here, id, number));
  }),
];
