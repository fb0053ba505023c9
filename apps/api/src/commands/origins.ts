/** Makes the origin of a command from what the request said. */

import type { CommandRequest } from '../http/index.js';
import { commandIdFor, randomCommandId } from './command-ids.js';
import type { Origin } from './origin.js';
import type { WorkStore } from './work-store.js';

export class Origins {
  constructor(private readonly work: WorkStore) {}

  of({ personId, method, target, idempotencyKey, ifMatch, body, requestId }: CommandRequest): Origin {
    return {
      personId,
      commandId:
        idempotencyKey === undefined ? randomCommandId() : commandIdFor(personId, method, target, idempotencyKey),
      repeatable: idempotencyKey !== undefined,
      bodyMac: this.work.macOf(body),
      hadSameBody: (earlier) => this.work.isSame(earlier, body),
      requestId,
      ...(ifMatch === undefined ? {} : { ifMatch }),
    };
  }
}
