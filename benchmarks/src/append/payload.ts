/** Messages as the product appends them: sealed, with header and digest, spread over many conversations. */

import { randomUUID } from 'node:crypto';
import { catalogue, conversationStream, ERASED, type DomainEvent } from '@konsil/domain';
import { createCodec, createMemoryKeys, type NewEvent } from '@konsil/event-store';
import type { BareEvent } from '../../baselines/grouped-inserts.js';
import { newCase, newCollaborator, newMessage, newPatient, newPerson } from '../history/ids.js';

/** One append of one event; the event is the codec's own, which the store need not look into again. */
export interface Message {
  readonly stream: string;
  readonly revision: number;
  readonly event: NewEvent;
}

/** As many messages as asked for, in turn over `streams` conversations; revisions count up from 0 in each. */
export const someMessages = async (count: number, streams = 1000): Promise<readonly Message[]> => {
  const codec = createCodec({ schema: catalogue, keys: createMemoryKeys(), erased: ERASED });
  const conversations = Array.from({ length: streams }, () => ({
    caseId: newCase(),
    collaboratorId: newCollaborator(),
    patientId: newPatient(),
    providerId: newPerson(),
  }));
  const messages: Message[] = [];
  for (let revision = 0; messages.length < count; revision += 1) {
    for (const of of conversations.slice(0, count - messages.length)) {
      const stream = conversationStream(of.caseId, of.collaboratorId);
      const posted: DomainEvent = {
        type: 'MessagePosted',
        data: {
          ...of,
          messageId: newMessage(),
          authorId: of.providerId,
          side: 'provider',
          text: `Message ${messages.length}, please look`,
        },
      };
      const commandId = randomUUID();
      const actor = { id: of.providerId, role: 'provider' };
      const metadata = { actor, causationId: commandId, commandId, correlationId: commandId };
      const placement = { stream, firstRevision: revision, time: new Date().toISOString() };
      const encoded = await codec.encode(
        [{ id: randomUUID(), ...posted, data: { ...posted.data }, metadata }],
        placement,
      );
      for (const event of encoded) messages.push({ stream, revision, event });
    }
  }
  return messages;
};

/** The same for the baselines, which know neither store nor codec. */
export const bareEvents = (messages: readonly Message[]): readonly BareEvent[] =>
  messages.map(({ stream, revision, event }) => ({ stream, revision, ...event }));
