/** Puts a history into a log the way the product does: encoded, sealed, one append per new stream. */

import { randomUUID } from 'node:crypto';
import type { Codec, EventStore } from '@konsil/event-store';
import { aPractice, type Chapter } from './practice.js';
import { aTreatment } from './treatment.js';

const TREATMENTS_PER_PRACTICE = 200;
const IN_FLIGHT = 128;

/** Practices with their treatments, without end. */
function* chapters(): Generator<Chapter> {
  for (let number = 0; ; number += 1) {
    const practice = aPractice(number);
    yield* practice.chapters;
    for (let treatment = 0; treatment < TREATMENTS_PER_PRACTICE; treatment += 1) yield* aTreatment(practice, treatment);
  }
}

/** A chapter of a stream that is new, or that goes on at a revision; answers the position of its last event. */
export const append = async (
  store: EventStore,
  codec: Codec,
  { stream, actor, events }: Chapter,
  firstRevision = 0,
): Promise<number> => {
  const commandId = randomUUID();
  const metadata = {
    actor: { id: actor, role: 'provider' },
    causationId: commandId,
    commandId,
    correlationId: commandId,
  };
  const encoded = await codec.encode(
    events.map(({ type, data }) => ({ id: randomUUID(), type, data: { ...data }, metadata })),
    { stream, firstRevision, time: new Date().toISOString() },
  );
  const expected = firstRevision === 0 ? 'no-stream' : firstRevision - 1;
  return (await store.append({ stream, expected, events: encoded })).position;
};

/** Writes chapters until there are none, or the log holds at least as many events as asked for; answers how many. */
export const writeChapters = async (
  store: EventStore,
  codec: Codec,
  source: Iterator<Chapter>,
  atLeast = Infinity,
): Promise<number> => {
  let written = 0;
  const writer = async (): Promise<void> => {
    while (written < atLeast) {
      const next = source.next();
      if (next.done === true) return;
      written += next.value.events.length;
      await append(store, codec, next.value);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, writer));
  return written;
};

/** Practices with their treatments, as many events as asked for or a few more. */
export const writeHistory = (store: EventStore, codec: Codec, atLeast: number): Promise<number> =>
  writeChapters(store, codec, chapters(), atLeast);
