/**
 * Folded streams, kept in memory and confirmed by revision at every use: a state is never older than the moment the
 * command that uses it began. Collects the ids of the commands that a stream has seen, so that a repeat finds its events.
 */

import type { CommandId, DomainEvent } from '@konsil/domain';
import type { Codec, Decoded, EventStore, SqliteEventStore } from '@konsil/event-store';
import { LRUCache } from 'lru-cache';
import type { BodyMac } from './origin.js';
import { pagesOf } from './pages.js';

/** Where the events of one command stand in a stream. */
export interface Trace {
  readonly firstRevision: number;
  readonly revision: number;
  readonly position: number;
  readonly bodyMac?: BodyMac;
}

export interface Folded<State> {
  readonly state: State;
  /** Revision and position of the stream's last event; -1 where it has none. */
  readonly revision: number;
  readonly position: number;
  readonly commands: ReadonlyMap<CommandId, Trace>;
}

export interface Evolution<State, Event extends DomainEvent> {
  readonly initial: State;
  readonly evolve: (state: State, event: Event) => State;
}

/** An event of a stream can't be read; nothing may be decided on what is left. */
export class StreamNotReadable extends Error {
  override readonly name = 'StreamNotReadable';

  constructor(stream: string, revision: number, reason: string) {
    super(`Revision ${revision} of ${stream} can't be read: ${reason}`);
  }
}

interface Entry extends Folded<unknown> {
  readonly commands: Map<CommandId, Trace>;
}

/** Where a stream's newest entry is kept: a known stream is not put into the cache again for each event. */
interface Place {
  entry: Entry;
}

export class Aggregates {
  private readonly entries: LRUCache<string, Place>;
  private readonly headAtOnce: ((stream: string) => number) | undefined;
  private hits = 0;
  private loads = 0;

  constructor(
    private readonly store: EventStore,
    private readonly codec: Codec,
    max = 20_000,
  ) {
    this.entries = new LRUCache({ max });
    this.headAtOnce =
      'headRevisionSync' in store ? (stream) => (store as SqliteEventStore).headRevisionSync(stream) : undefined;
  }

  /** Share of loads that found the stream's state in memory and current. */
  get hitRate(): number {
    return this.loads === 0 ? 0 : this.hits / this.loads;
  }

  /** The stream's state at its head: at once where the store knows its heads by heart and the state is kept. */
  load<State, Event extends DomainEvent>(
    stream: string,
    evolution: Evolution<State, Event>,
  ): Folded<State> | Promise<Folded<State>> {
    this.loads += 1;
    const head = this.headAtOnce?.(stream);
    const kept = this.kept(stream);
    if (head === undefined) return this.confirm(stream, evolution);
    if ((kept?.revision ?? -1) < head) return this.readOn(stream, evolution);
    this.hits += 1;
    return (kept ?? nothingYet(evolution)) as Folded<State>;
  }

  /** Adds what an acknowledged append has recorded; left to the next load where the kept state is another one. */
  recorded<State, Event extends DomainEvent>(
    stream: string,
    evolution: Evolution<State, Event>,
    before: Folded<State>,
    appended: { readonly commandId: CommandId; readonly events: readonly Event[]; readonly trace: Trace },
  ): void {
    const place = this.entries.get(stream);
    const kept = place?.entry;
    if ((kept?.revision ?? -1) !== before.revision) return;
    const { revision, position } = appended.trace;
    const commands = kept?.commands ?? new Map<CommandId, Trace>();
    commands.set(appended.commandId, appended.trace);
    const entry = { state: appended.events.reduce(evolution.evolve, before.state), revision, position, commands };
    if (place === undefined) this.entries.set(stream, { entry });
    else place.entry = entry;
  }

  /** The events that a command left in a stream. */
  async eventsOf(stream: string, trace: Trace): Promise<DomainEvent[]> {
    const limit = trace.revision - trace.firstRevision + 1;
    const events: DomainEvent[] = [];
    for await (const page of pagesOf(this.store.readStream(stream, { from: trace.firstRevision, limit }))) {
      for (const decoded of await this.codec.decode(page)) events.push(readable(decoded));
    }
    return events;
  }

  /** Drops what is known of a stream, for instance when personal data in it has been erased. */
  forget(stream: string): void {
    this.entries.delete(stream);
  }

  private kept(stream: string): Entry | undefined {
    return this.entries.get(stream)?.entry;
  }

  private async confirm<State, Event extends DomainEvent>(
    stream: string,
    evolution: Evolution<State, Event>,
  ): Promise<Folded<State>> {
    const head = await this.store.headRevision(stream);
    const kept = this.kept(stream);
    if ((kept?.revision ?? -1) < head) return this.readOn(stream, evolution);
    this.hits += 1;
    return (kept ?? nothingYet(evolution)) as Folded<State>;
  }

  private async readOn<State, Event extends DomainEvent>(
    stream: string,
    evolution: Evolution<State, Event>,
  ): Promise<Folded<State>> {
    const from = (this.kept(stream) ?? nothingYet(evolution)) as Folded<State>;
    const commands = new Map(from.commands);
    let { state, revision, position } = from;
    for await (const page of pagesOf(this.store.readStream(stream, { from: from.revision + 1 }))) {
      for (const decoded of await this.codec.decode(page)) {
        state = evolution.evolve(state, readable(decoded) as Event);
        ({ revision, position } = decoded);
        noteCommand(commands, decoded);
      }
    }
    const entry = { state, revision, position, commands };
    const place = this.entries.get(stream);
    if (place === undefined) this.entries.set(stream, { entry });
    else if (place.entry.revision < revision) place.entry = entry;
    return entry;
  }
}

const nothingYet = <State>({ initial }: { readonly initial: State }): Folded<State> => ({
  state: initial,
  revision: -1,
  position: -1,
  commands: new Map(),
});

const readable = (decoded: Decoded): DomainEvent => {
  if (decoded.kind !== 'event') throw new StreamNotReadable(decoded.stream, decoded.revision, decoded.kind);
  // The codec answers `event` only for types and versions of the catalogue, whose shapes the writer has checked.
  return { type: decoded.type, data: decoded.data } as unknown as DomainEvent;
};

const noteCommand = (commands: Map<CommandId, Trace>, decoded: Decoded & { readonly kind?: string }): void => {
  if (decoded.kind !== 'event') return;
  const { commandId, bodyMac } = decoded.metadata as { commandId?: CommandId; bodyMac?: BodyMac };
  if (commandId === undefined) return;
  commands.set(commandId, {
    firstRevision: commands.get(commandId)?.firstRevision ?? decoded.revision,
    revision: decoded.revision,
    position: decoded.position,
    ...(bodyMac === undefined ? {} : { bodyMac }),
  });
};
