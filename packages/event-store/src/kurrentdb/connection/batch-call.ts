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

  constructor(stream: BatchStream) {
    this.#stream = stream;
    stream.on('data', (response: BatchAppendResp) => {
      const id = response.getCorrelationId()?.getString() ?? '';
      // Unknown: given up after its timeout, or answered twice.
      this.#pending.get(id)?.resolve(response);
      this.#pending.delete(id);
    });
    const fail = (error: unknown): void => {
      for (const { reject } of this.#pending.values()) reject(error);
      this.#pending.clear();
    };
    stream.on('error', fail);
    stream.on('close', () => fail(new Error('The call for appends was closed.')));
  }

  /**
   * Sends the messages of one append, the last one marked as final, and waits for its answer, until the signal aborts.
   * The call takes them at once: what waits to be sent is bounded by how many appends wait for their answers.
   */
  async send(messages: readonly BatchAppendReq[], signal: AbortSignal): Promise<BatchAppendResp> {
    const id = randomUUID();
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        this.#pending.delete(id);
        reject(new Error('The append was not answered in time.'));
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#pending.set(id, { resolve, reject });
      for (const message of messages) this.#stream.write(message.setCorrelationId(new shared.UUID().setString(id)));
    });
  }
}
