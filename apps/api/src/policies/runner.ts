/**
 * Runs one rule behind the log, for ever, from its checkpoint on. What was under way at a crash comes again, and the ids of
 * its commands make that change nothing.
 */

import type { DomainEvent, PolicyName, Recorded } from '@konsil/domain';
import type { Codec, Decoded, EventStore } from '@konsil/event-store';
import type { Checkpoints } from './checkpoints.js';
import type { Reaction } from './reaction.js';
import { UnderWay } from './under-way.js';

export interface RunnerParts {
  readonly store: EventStore;
  readonly codec: Codec;
  readonly checkpoints: Pick<Checkpoints, 'positionOf' | 'save'>;
  /** Waits before the n-th next try, at most until the signal aborts. */
  readonly pause: (attempt: number, signal: AbortSignal) => Promise<void>;
  /** Told of what is tried again. */
  readonly onTrouble: (name: PolicyName, error: unknown) => void;
}

/** How many events of one rule are under way at once: a long act does not keep the next one waiting. */
const AT_ONCE = 4;

/** Runs until the signal aborts; resolves then. */
export const runReaction = async (reaction: Reaction, parts: RunnerParts, signal: AbortSignal): Promise<void> => {
  const { checkpoints, onTrouble, pause } = parts;
  let attempt = 0;
  while (!signal.aborted) {
    const before = checkpoints.positionOf(reaction.name);
    try {
      await follow(reaction, parts, signal);
    } catch (error) {
      if (signal.aborted) return;
      onTrouble(reaction.name, error);
      attempt = checkpoints.positionOf(reaction.name) > before ? 1 : attempt + 1;
      await pause(attempt, signal);
    }
  }
};

/** One subscription. Throws what a reaction threw, when all others that were under way have ended. */
const follow = async (reaction: Reaction, parts: RunnerParts, signal: AbortSignal): Promise<void> => {
  const { store, codec, checkpoints } = parts;
  const { name, category } = reaction;
  const reactsTo: ReadonlySet<string> = new Set(reaction.reactsTo);
  const after = await whereToGoOn(store, checkpoints.positionOf(name));
  const underWay = new UnderWay(AT_ONCE, after, (position) => checkpoints.save(name, position));
  const either = AbortSignal.any([signal, underWay.failed]);
  try {
    for await (const message of store.subscribe({ after, prefixes: [`${category}-`], signal: either })) {
      if (message.kind === 'checkpoint') continue;
      if (message.kind === 'caught-up') {
        underWay.lookedAt(message.position);
        continue;
      }
      for (const decoded of await codec.decode(message.events.filter(({ type }) => reactsTo.has(type)))) {
        const event = recordedOf(decoded);
        if (event !== undefined) await underWay.begin(event.position, () => reaction.react(event, either));
        either.throwIfAborted();
      }
      underWay.lookedAt(message.events.at(-1)?.position ?? after);
    }
  } finally {
    await underWay.ended();
  }
};

/** A log that ends before the checkpoint is another one, or an older state of this one: the rule begins anew. */
const whereToGoOn = async (store: EventStore, position: number): Promise<number> =>
  position > (await store.headPosition()) ? -1 : position;

/** What can't be read is passed over: the stream it stands in takes no command before it is repaired. */
const recordedOf = (decoded: Decoded): Recorded<DomainEvent> | undefined => {
  if (decoded.kind !== 'event') return undefined;
  const { kind: _, ...event } = decoded;
  // The codec answers `event` only for types and versions of the catalogue, whose shapes the writer has checked.
  return event as unknown as Recorded<DomainEvent>;
};
