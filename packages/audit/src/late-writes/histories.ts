/** Streams as they stood before a position of the log, read again where they are not kept: memory stays bounded. */

import type { DomainEvent, Recorded } from '@konsil/domain';
import type { Codec, EventStore, StoredEvent } from '@konsil/event-store';

/** How many folded streams are kept. */
const KEPT = 5_000;
const PAGE = 256;

interface Evolution<State, Event> {
  readonly initial: State;
  readonly evolve: (state: State, event: Event) => State;
}

interface Kept {
  readonly state: unknown;
  /** Revision up to which the state is folded. */
  readonly revision: number;
}

export class Histories {
  readonly #kept = new Map<string, Kept>();
  /** Kept streams that have grown since they were folded. */
  readonly #grown = new Set<string>();

  constructor(
    private readonly store: EventStore,
    private readonly codec: Codec,
    private readonly max = KEPT,
  ) {}

  /** The log has an event of this stream, which everything that is asked from now on comes after. */
  passed(stream: string): void {
    if (this.#kept.has(stream)) this.#grown.add(stream);
  }

  /** The stream's state before a position, which is never smaller than the one asked before. */
  async stateBefore<State, Event extends DomainEvent>(
    position: number,
    stream: string,
    { initial, evolve }: Evolution<State, Event>,
  ): Promise<State> {
    const kept = this.#kept.get(stream);
    if (kept !== undefined && !this.#grown.has(stream)) return kept.state as State;
    let state = (kept?.state ?? initial) as State;
    let revision = kept?.revision ?? -1;
    for await (const event of this.#eventsBefore<Event>(position, stream, revision + 1)) {
      state = evolve(state, event);
      ({ revision } = event);
    }
    if (this.#kept.size >= this.max) this.#forgetAll();
    this.#kept.set(stream, { state, revision });
    this.#grown.delete(stream);
    return state;
  }

  /** The stream's events before a position, all at once. @throws Error for one that can't be read */
  async allBefore<Event extends DomainEvent>(position: number, stream: string): Promise<readonly Recorded<Event>[]> {
    const all: Recorded<Event>[] = [];
    for await (const event of this.#eventsBefore<Event>(position, stream)) all.push(event);
    return all;
  }

  async *#eventsBefore<Event extends DomainEvent>(
    position: number,
    stream: string,
    from = 0,
  ): AsyncIterable<Recorded<Event>> {
    let page: StoredEvent[] = [];
    for await (const event of this.store.readStream(stream, { from })) {
      if (event.position >= position) break;
      page.push(event);
      if (page.length < PAGE) continue;
      yield* await this.opened<Event>(page);
      page = [];
    }
    yield* await this.opened<Event>(page);
  }

  /** @throws Error for an event that can't be read: nothing can be said of access without it */
  async opened<Event extends DomainEvent>(page: readonly StoredEvent[]): Promise<readonly Recorded<Event>[]> {
    const decoded = await this.codec.decode(page);
    return decoded.map((event) => {
      if (event.kind !== 'event')
        throw new Error(`Revision ${event.revision} of ${event.stream} can't be read: ${event.kind}`);
      // The codec answers `event` only for types and versions of the catalogue, whose shapes the writer has checked.
      return event as unknown as Recorded<Event>;
    });
  }

  #forgetAll(): void {
    this.#kept.clear();
    this.#grown.clear();
  }
}
