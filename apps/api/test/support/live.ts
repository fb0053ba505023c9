/** A person's stream of live changes, as a page of theirs reads it. */

import type { Person } from './person.js';

export class LiveStream {
  text = '';
  /** Resolves when the server has ended it, or it broke. */
  readonly ended: Promise<'in order' | 'broken'>;
  #taken = 0;
  #look: () => void = () => undefined;

  private constructor(
    body: AsyncIterable<Uint8Array>,
    private readonly stopping: AbortController,
  ) {
    this.ended = this.#read(body);
  }

  /** Resolves when the server has answered: what happens from now on is told. */
  static async open(person: Person): Promise<LiveStream> {
    const stopping = new AbortController();
    const { status, headers, body } = await person.stream('/live', stopping.signal);
    if (status !== 200 || body === null) throw new Error(`GET /live answered ${status}`);
    if (headers.get('content-type') !== 'text/event-stream') throw new Error('GET /live is no stream of events');
    return new LiveStream(body, stopping);
  }

  /** The next event's data. */
  async next(): Promise<unknown> {
    for (;;) {
      const event = [...this.text.matchAll(/event: changed\ndata: (.*)\n\n/g)][this.#taken];
      if (event !== undefined) {
        this.#taken += 1;
        return JSON.parse(event[1] ?? '') as unknown;
      }
      await new Promise<void>((resolve) => (this.#look = resolve));
    }
  }

  /** The next event's data that names the case; those before it are passed over. */
  async nextOf(caseId: string): Promise<unknown> {
    for (;;) {
      const note = await this.next();
      if (JSON.stringify(note).includes(caseId)) return note;
    }
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await this.ended;
  }

  async #read(body: AsyncIterable<Uint8Array>): Promise<'in order' | 'broken'> {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of body) {
        this.text += decoder.decode(chunk, { stream: true });
        this.#look();
      }
      return 'in order';
    } catch {
      return 'broken';
    }
  }
}
