/**
 * What stays open on KurrentDB (docs/decisions/guards.md): from the answer of a guard's head read to the acknowledgement
 * of the append that rests on it. The server takes the append somewhere inside, so this is the most that it can be.
 */

import { randomUUID } from 'node:crypto';
import type { EventStore } from '@konsil/event-store';

const APPENDS = 500;

export interface Window {
  /** Milliseconds. */
  readonly median: number;
  readonly p99: number;
}

/** Measures the same two questions as a guarded append asks, one after the other, with so many of them under way. */
export const windowOf = async (store: EventStore, inFlight: number): Promise<Window> => {
  const guard = `roster-${randomUUID()}`;
  const event = () => ({ id: randomUUID(), type: 'MessagePosted', data: '{}', metadata: '{}' });
  await store.append({ stream: guard, expected: 'no-stream', events: [event()] });
  const windows: number[] = [];
  let left = APPENDS;
  const writer = async (): Promise<void> => {
    while (left-- > 0) {
      await store.headRevision(guard);
      const known = performance.now();
      await store.append({ stream: `conversation-${randomUUID()}`, expected: 'no-stream', events: [event()] });
      windows.push(performance.now() - known);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, writer));
  const sorted = windows.toSorted((a, b) => a - b);
  const at = (quantile: number): number => sorted[Math.floor(quantile * (sorted.length - 1))] ?? Number.NaN;
  return { median: at(0.5), p99: at(0.99) };
};
