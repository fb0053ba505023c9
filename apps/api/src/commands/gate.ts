/**
 * The front door of the command side: a repeat of a command that recorded nothing, or was refused, gets the answer it
 * got first; the others find their events in the log (desk.ts). The answer is durable before it leaves.
 */

import { DomainError } from '@konsil/domain';
import type { CommandBus } from '@nestjs/cqrs';
import { type Answer, keyReused } from './answer.js';
import type { CommandRequest } from '../http/index.js';
import { domainRefusal } from '../http/problems/domain-refusal.js';
import type { Origin } from './origin.js';
import type { Origins } from './origins.js';
import type { Remembered, WorkStore } from './work-store.js';

/** Every command of the bus names its origin and answers with an {@link Answer}. */
export interface OriginatedCommand {
  readonly origin: Origin;
}

export class Gate {
  constructor(
    private readonly bus: Pick<CommandBus, 'execute'>,
    private readonly work: WorkStore,
    private readonly origins: Origins,
  ) {}

  /** What the request says of the command. */
  originOf(request: CommandRequest): Origin {
    return this.origins.of(request);
  }

  async execute(command: OriginatedCommand): Promise<Answer> {
    const { origin } = command;
    if (!origin.repeatable) return this.bus.execute<OriginatedCommand, Answer>(command);
    const remembered = this.work.find(origin.commandId);
    if (remembered !== undefined) return again(remembered, origin);
    try {
      const answer = await this.bus.execute<OriginatedCommand, Answer>(command);
      if (!answer.recorded) this.work.remember(origin.commandId, { kind: 'answer', answer, bodyMac: origin.bodyMac });
      return answer;
    } catch (error) {
      if (isLasting(error))
        this.work.remember(origin.commandId, { kind: 'refusal', refusal: refusalOf(error), bodyMac: origin.bodyMac });
      throw error;
    }
  }
}

const again = (remembered: Remembered, origin: Origin): Answer => {
  if (remembered.bodyMac !== undefined && !origin.hadSameBody(remembered.bodyMac)) throw keyReused();
  if (remembered.kind === 'answer') return remembered.answer;
  const { code, message, facts } = remembered.refusal;
  throw new DomainError(code as DomainError['code'], message, facts as DomainError['facts']);
};

/** What a person may not know of can become known, and a conflict can pass: those are judged anew. */
const isLasting = (error: unknown): error is DomainError =>
  error instanceof DomainError && ![404, 409].includes(domainRefusal(error).status);

const refusalOf = ({ code, message, facts }: DomainError) => ({ code, message, facts });
