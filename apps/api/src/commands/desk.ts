/**
 * The way of every command: load the stream and what the decision rests on, decide, append at the revision that was
 * read. On a lost race all of it happens again; a repeat of a command finds its own events (docs/decisions/idempotency.md).
 */

import type { ActorRole, Command, Decider, DomainEvent, RecipientId } from '@konsil/domain';
import { type Codec, type EventStore, type Guard, isEventStoreError } from '@konsil/event-store';
import { conflictRemains, keyReused, recordedButNotShown, revisionMoved } from './answer.js';
import type { Aggregates, Evolution, Folded, Trace } from './aggregates.js';
import { eventIdOf } from './command-ids.js';
import type { Origin } from './origin.js';
import type { Soon } from './soon.js';
import { Turns } from './turns.js';

/** Loads another stream for the context, at once where its state is kept; its revision is confirmed with the append. */
export type Load = <State, Event extends DomainEvent>(
  stream: string,
  evolution: Evolution<State, Event>,
) => Soon<State>;

/** In which part the person acts, and for whom. */
export interface ActingAs {
  readonly role: ActorRole;
  readonly onBehalfOf?: RecipientId;
}

export interface Task<State, Cmd extends Command<string, unknown>, Event extends DomainEvent, Context> {
  readonly origin: Origin;
  readonly stream: string;
  readonly decider: Decider<State, Cmd, Event, Context>;
  readonly command: Cmd;
  readonly context: (state: State, load: Load) => Soon<Context>;
  readonly actingAs: (state: State, context: Context) => ActingAs;
  /** The command may end somebody's access: answer only when every query honours that. */
  readonly endsAccess?: boolean;
}

export interface Outcome<Event extends DomainEvent> {
  /** What this command recorded, now or when it came first; none where everything was so already. */
  readonly events: readonly Event[];
  readonly revision: number;
  readonly position: number;
}

/** What the read side offers to the command side. */
export interface ReadSide {
  /** Tells that the log has grown up to a position. */
  wake(position: number): void;
  /** Resolves true when every query shows the position, false where that took longer than the bound. */
  reached(position: number, boundMs: number): Promise<boolean>;
}

interface Prepared<State, Context> {
  readonly target: Folded<State>;
  readonly context: Context;
  /** Revisions of the streams that the context was loaded from. */
  readonly guards: ReadonlyMap<string, number>;
}

const ATTEMPTS = 8;
const BOUND_MS = 5_000;

export class Desk {
  private readonly turns = new Turns();

  constructor(
    private readonly store: EventStore,
    private readonly codec: Codec,
    private readonly aggregates: Aggregates,
    private readonly readSide: ReadSide,
    private readonly clock: () => string,
    private readonly pause: (attempt: number) => Promise<void>,
  ) {}

  /** @throws DomainError where a rule refuses; RequestError 409, 412, 422 or 503 */
  async run<State, Cmd extends Command<string, unknown>, Event extends DomainEvent, Context>(
    task: Task<State, Cmd, Event, Context>,
  ): Promise<Outcome<Event>> {
    const outcome = await this.turns.take(task.stream, () => this.untilDecided(task));
    // Also where nothing was recorded now: an earlier request may have ended the access and not been waited for.
    const effective = task.endsAccess !== true || (await this.readSide.reached(outcome.position, BOUND_MS));
    if (!effective) throw recordedButNotShown(outcome.position);
    return outcome;
  }

  private async untilDecided<State, Cmd extends Command<string, unknown>, Event extends DomainEvent, Context>(
    task: Task<State, Cmd, Event, Context>,
  ): Promise<Outcome<Event>> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (attempt > 0) await this.pause(attempt);
      const outcome = await this.attempt(task);
      if (outcome !== 'lost the race') return outcome;
    }
    throw conflictRemains();
  }

  /**
   * Whether a stream holds the events of this very request: a repeat, whose answer stands in the log. Asked first by
   * commands that look at something else before they come to their stream.
   * @throws RequestError 422 where the events are of another request under the same key
   */
  async hasSeen<State, Event extends DomainEvent>(
    origin: Origin,
    stream: string,
    evolution: Evolution<State, Event>,
  ): Promise<boolean> {
    const { commands } = await this.aggregates.load(stream, evolution);
    const trace = commands.get(origin.commandId);
    if (trace?.bodyMac !== undefined && !origin.hadSameBody(trace.bodyMac)) throw keyReused();
    return trace !== undefined;
  }

  /**
   * Decides without recording: for commands that write a second stream first and must change nothing when refused.
   * A repeat is not decided again.
   * @throws as {@link run}
   */
  async rehearse<State, Cmd extends Command<string, unknown>, Event extends DomainEvent, Context>(
    task: Pick<Task<State, Cmd, Event, Context>, 'origin' | 'stream' | 'decider' | 'command' | 'context'>,
  ): Promise<void> {
    const prepared = await this.prepare(task);
    if ('trace' in prepared) return;
    task.decider.decide(task.command, prepared.target.state, prepared.context);
  }

  private async prepare<State, Cmd extends Command<string, unknown>, Event extends DomainEvent, Context>({
    origin,
    stream,
    decider,
    context,
  }: Pick<Task<State, Cmd, Event, Context>, 'origin' | 'stream' | 'decider' | 'context'>): Promise<
    { readonly trace: Trace } | Prepared<State, Context>
  > {
    const target = await this.aggregates.load(stream, decider);
    const trace = target.commands.get(origin.commandId);
    if (trace?.bodyMac !== undefined && !origin.hadSameBody(trace.bodyMac)) throw keyReused();
    if (trace !== undefined) return { trace };
    if (origin.ifMatch !== undefined && origin.ifMatch !== target.revision)
      throw revisionMoved(origin.ifMatch, target.revision);
    const guards = new Map<string, number>();
    const noted = <Loaded>(name: string, folded: Folded<Loaded>): Loaded => {
      // Loaded twice, the older revision counts: what was decided on it must still hold.
      if (name !== stream && !guards.has(name)) guards.set(name, folded.revision);
      return folded.state;
    };
    const load: Load = (name, evolution) => {
      const folded = this.aggregates.load(name, evolution);
      return folded instanceof Promise ? folded.then((later) => noted(name, later)) : noted(name, folded);
    };
    return { target, context: await context(target.state, load), guards };
  }

  private async attempt<State, Cmd extends Command<string, unknown>, Event extends DomainEvent, Context>(
    task: Task<State, Cmd, Event, Context>,
  ): Promise<Outcome<Event> | 'lost the race'> {
    const prepared = await this.prepare(task);
    if ('trace' in prepared) return this.repeat<Event>(task.stream, prepared.trace);
    const { target, context } = prepared;
    const events = task.decider.decide(task.command, target.state, context);
    if (events.length === 0) return { events, revision: target.revision, position: target.position };
    return this.append(task, prepared, events);
  }

  private async append<State, Cmd extends Command<string, unknown>, Event extends DomainEvent, Context>(
    { origin, stream, decider, actingAs }: Task<State, Cmd, Event, Context>,
    { target, context, guards }: Prepared<State, Context>,
    events: readonly Event[],
  ): Promise<Outcome<Event> | 'lost the race'> {
    const metadata = metadataOf(origin, actingAs(target.state, context));
    const firstRevision = target.revision + 1;
    const encoded = await this.codec.encode(
      events.map((event, n) => ({
        id: eventIdOf(origin.commandId, stream, n),
        type: event.type,
        data: { ...event.data },
        metadata,
      })),
      { stream, firstRevision, time: this.clock() },
    );
    try {
      const { revision, position } = await this.store.append({
        stream,
        expected: target.revision === -1 ? 'no-stream' : target.revision,
        events: encoded,
        guards: [...guards].map(([guarded, revision]): Guard => ({ stream: guarded, revision })),
      });
      const trace = { firstRevision, revision, position, ...(origin.bodyMac && { bodyMac: origin.bodyMac }) };
      // Elsewhere another process may have recorded the same command first, in words that differ by its clock.
      if (this.store.guards === 'atomic') {
        this.aggregates.recorded(stream, decider, target, { commandId: origin.commandId, events, trace });
      }
      this.readSide.wake(position);
      return { events, revision, position };
    } catch (error) {
      if (isEventStoreError(error, 'wrong-expected-revision') || isEventStoreError(error, 'guard-moved'))
        return 'lost the race';
      throw error;
    }
  }

  private async repeat<Event extends DomainEvent>(stream: string, trace: Trace): Promise<Outcome<Event>> {
    // The stream holds only events of its own aggregate.
    const events = (await this.aggregates.eventsOf(stream, trace)) as Event[];
    return { events, revision: trace.revision, position: trace.position };
  }
}

/** In the order of their canonical text, so that the codec need not sort them. */
const metadataOf = (origin: Origin, { role, onBehalfOf }: ActingAs): Record<string, unknown> => ({
  actor: {
    id: role === 'setup' ? 'setup' : origin.personId,
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    role,
  },
  ...(origin.bodyMac && { bodyMac: { mac: origin.bodyMac.mac, month: origin.bodyMac.month } }),
  causationId: origin.causedBy ?? origin.commandId,
  commandId: origin.commandId,
  correlationId: origin.requestId,
});
