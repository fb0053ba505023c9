/** Server-sent events to who follows: one stream each, ended when their sign-in does, or the process. */

import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { PersonId } from '@konsil/domain';
import type { Live, LiveNote } from '@konsil/projections';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { Authenticator } from '../http/index.js';
import { RequestError } from '../http/index.js';

/** Milliseconds between two signs of life, so that neither end takes a broken line for a quiet one. */
const BEAT = 15_000;
/** Streams of one person at once, their open pages; the oldest makes room for one more. */
const MOST_OF_ONE = 20;
/** After which a client connects again, in milliseconds. */
const RETRY = 2_000;

interface Stream {
  readonly personId: PersonId;
  readonly end: () => void;
}

export class LiveStreams implements BeforeApplicationShutdown {
  readonly #streams = new Set<Stream>();

  constructor(
    private readonly live: Pick<Live, 'follow'> | undefined,
    private readonly authenticator: Authenticator,
  ) {}

  /**
   * Resolves when the stream has ended.
   * @throws RequestError 503 where this process does not hear of changes
   */
  async follow(personId: PersonId, token: string, open: () => ServerResponse): Promise<void> {
    if (this.live === undefined)
      throw new RequestError(
        503,
        'REQUEST.LIVE_ELSEWHERE',
        'Live changes come from the process that runs the projector.',
      );
    const ending = new AbortController();
    const stream = { personId, end: () => ending.abort() };
    const subscription = await this.live.follow(personId, {
      deliver: async (note) => {
        if (await this.#isSignedIn(personId, token)) await write(response, eventOf(note), ending.signal);
        else stream.end();
      },
      onError: stream.end,
    });
    this.#makeRoomFor(stream);
    const response = open();
    response.once('close', stream.end);
    // Gone before it was answered.
    if (response.destroyed) stream.end();
    const beating = setInterval(() => {
      void this.#isSignedIn(personId, token).then((isSignedIn) =>
        isSignedIn ? write(response, ':\n\n', ending.signal) : stream.end(),
      );
    }, BEAT);
    try {
      await write(response, `retry: ${RETRY}\n\n`, ending.signal);
      if (!ending.signal.aborted) await once(ending.signal, 'abort');
    } finally {
      clearInterval(beating);
      subscription.unsubscribe();
      this.#streams.delete(stream);
      response.end();
    }
  }

  beforeApplicationShutdown(): void {
    for (const { end } of this.#streams) end();
  }

  #makeRoomFor(stream: Stream): void {
    const own = [...this.#streams].filter(({ personId }) => personId === stream.personId);
    if (own.length >= MOST_OF_ONE) own[0]?.end();
    this.#streams.add(stream);
  }

  /** Whatever the reason, who is not known any more is told nothing more. */
  async #isSignedIn(personId: PersonId, token: string): Promise<boolean> {
    try {
      return (await this.authenticator.personOf(token)) === personId;
    } catch {
      return false;
    }
  }
}

const eventOf = (note: LiveNote): string => `event: changed\ndata: ${JSON.stringify(note)}\n\n`;

/** Resolves when the other end can take more. */
const write = async (response: ServerResponse, text: string, signal: AbortSignal): Promise<void> => {
  if (signal.aborted || response.destroyed || response.write(text)) return;
  await once(response, 'drain', { signal }).catch(() => undefined);
};
