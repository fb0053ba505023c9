/** Events as the product writes them in size and shape: a few hundred bytes of JSON, spread over many streams. */

import { randomUUID } from 'node:crypto';
import type { BareEvent } from '../../baselines/grouped-inserts.js';

/** As many events as asked for, in turn over `streams` conversations; revisions count up from 0 in each. */
export const messageEvents = (count: number, streams = 1000): readonly BareEvent[] => {
  const conversations = Array.from({ length: streams }, () => ({
    caseId: randomUUID(),
    collaboratorId: randomUUID(),
    patientId: randomUUID(),
    providerId: randomUUID(),
  }));
  return Array.from({ length: count }, (_, index) => {
    const conversation = conversations[index % streams];
    const id = randomUUID();
    return {
      id,
      stream: `conversation-${conversation?.caseId ?? ''}-${conversation?.collaboratorId ?? ''}`,
      revision: Math.floor(index / streams),
      type: 'MessagePosted',
      data: JSON.stringify({ ...conversation, messageId: id, side: 'provider', text: `Message ${index}, please look` }),
      metadata: JSON.stringify({
        actor: { id: conversation?.providerId, role: 'provider' },
        commandId: id,
        causationId: id,
        correlationId: id,
      }),
    };
  });
};
