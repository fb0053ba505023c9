/** Answers of a read or subscription, taken in pages; while nobody takes, gRPC makes the server wait. */

import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ClientReadableStream } from '@grpc/grpc-js';
import type { Timers } from '../options.js';

type Call = ClientReadableStream<ReadResp>;

export interface InboxOptions {
  readonly timers: Timers;
  /** After so many ms without an answer `take` says that the server is silent. */
  readonly silenceMs: number;
  readonly signal?: AbortSignal;
}

/** So that what arrives together becomes one page: the buffer of a call holds 16 answers. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export class Inbox {
  readonly #call: Call;
  readonly #options: InboxOptions;
  #wake: () => void = () => undefined;
  #failure: Error | undefined;
  #over = false;
  /** Whether the server has said how the call ended; what it answered before may be still to be taken. */
  #ended = false;
  readonly #forgetSignal: () => void;

  constructor(call: Call, options: InboxOptions) {
    this.#call = call;
    this.#options = options;
    const wake = (): void => this.#wake();
    const end = (): void => {
      this.#over = true;
      this.#wake();
    };
    call.on('readable', wake);
    call.on('end', end);
    call.on('close', end);
    call.on('status', () => (this.#ended = true));
    call.on('error', (error: Error) => {
      this.#failure ??= error;
      this.#wake();
    });
    options.signal?.addEventListener('abort', wake);
    this.#forgetSignal = () => options.signal?.removeEventListener('abort', wake);
  }

  /**
   * At most `size` answers, at least one; none when the call is over or the signal has aborted; `silent` when the server
   * has said nothing for a while, and may be asked again.
   *
   * @throws what the call failed with
   */
  async take(size: number): Promise<ReadResp[] | 'silent'> {
    const page: ReadResp[] = [];
    while (this.#options.signal?.aborted !== true) {
      this.#drain(page, size);
      for (let before = 0; page.length > before && page.length < size;) {
        before = page.length;
        await nextTurn();
        this.#drain(page, size);
      }
      if (page.length > 0) return page;
      if (this.#failure !== undefined) throw this.#failure;
      if (this.#over) return page;
      if (await this.#isSilent()) return 'silent';
    }
    return [];
  }

  /**
   * All that was asked for has come, and the server ends the call. Servers take a client that gives up calls again and again
   * for one that attacks them, and close its connection.
   */
  leave(): void {
    this.#forgetSignal();
    const call = this.#call;
    const { timers, silenceMs } = this.#options;
    if (!this.#ended) {
      const cancel = timers.after(silenceMs, () => this.close());
      call.once('status', cancel);
    }
    // Who listens for what can be read keeps a call from being read to its end.
    call.removeAllListeners('readable');
    call.resume();
  }

  /** Ends the call at the server too, read to its end or not; errors that come of it have a listener still. */
  close(): void {
    this.#forgetSignal();
    this.#call.cancel();
    this.#call.destroy();
  }

  #drain(page: ReadResp[], size: number): void {
    while (page.length < size) {
      const answer: unknown = this.#call.read();
      if (answer === null) return;
      page.push(answer as ReadResp);
    }
  }

  /** Waits for something to happen to the call, so long. */
  #isSilent(): Promise<boolean> {
    const { silenceMs, timers } = this.#options;
    return new Promise((resolve) => {
      const cancel = timers.after(silenceMs, () => resolve(true));
      this.#wake = () => {
        cancel();
        resolve(false);
      };
    });
  }
}
