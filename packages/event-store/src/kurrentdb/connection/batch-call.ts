/** One long call that many appends share; each answer finds its append by the correlation id. */

import { randomUUID } from 'node:crypto';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ClientDuplexStream } from '@grpc/grpc-js';

export type BatchStream = ClientDuplexStream<BatchAppendReq, BatchAppendResp>;

interface Pending {
  readonly resolve: (response: BatchAppendResp) => void;
  readonly reject: (error: unknown) => void;
}

export class BatchCall {
  readonly #stream: BatchStream;
  readonly #pending = new Map<string, Pending>();
  /** How many answers have come. */
  #answers = 0;

  /** @param abandoned told when it is of no more use, which the stream itself may never say */
  constructor(
    stream: BatchStream,
    private readonly abandoned: () => void,
  ) {
    this.#stream = stream;
    stream.on('data', (response: BatchAppendResp) => {
      this.#answers += 1;
      const id = response.getCorrelationId()?.getString() ?? '';
      // Unknown: given up after its timeout, or answered twice.
      this.#pending.get(id)?.resolve(response);
      this.#pending.delete(id);
    });
    stream.on('error', (error) => this.#fail(error));
    stream.on('close', () => this.#fail(new Error('The call for appends was closed.')));
  }

  /**
   * Sends the messages of one append, the last one marked as final, and waits for its answer, until the signal aborts.
   * The call takes them at once: what waits to be sent is bounded by how many appends wait for their answers.
   */
  async send(messages: readonly BatchAppendReq[], signal: AbortSignal): Promise<BatchAppendResp> {
    const id = randomUUID();
    signal.throwIfAborted();
    const before = this.#answers;
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        this.#pending.delete(id);
        reject(new Error('The append was not answered in time.'));
        if (this.#answers === before) this.#abandon();
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#pending.set(id, { resolve, reject });
      for (const message of messages) this.#stream.write(message.setCorrelationId(new shared.UUID().setString(id)));
    });
  }

  /**
   * Nothing was answered for as long as an append may take: the call may be open on this side alone. Whoever waits on it asks
   * again on the next one.
   */
  #abandon(): void {
    this.abandoned();
    this.#stream.cancel();
    this.#fail(new Error('The call for appends was not answered any more.'));
  }

  #fail(error: unknown): void {
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}
