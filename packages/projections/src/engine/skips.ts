/** Which events operators have had left out, for which group of which fold: told by the log alone. Rules: product.md J3. */

import { type EventOf, OPERATIONS_STREAM } from '@konsil/domain';
import type { Codec, Decoded, EventStore } from '@konsil/event-store';
import type { Place } from './parking.js';
import { toRecorded } from './recorded.js';

type Skip = EventOf<'GroupSkipped'>['data'];

/** What an event has skipped; `undefined` where it is another one, or can't be read: then nothing is left out. */
export const skipIn = (decoded: Decoded): Skip | undefined => {
  if (decoded.stream !== OPERATIONS_STREAM || decoded.type !== 'GroupSkipped') return undefined;
  const readable = toRecorded(decoded);
  return 'event' in readable && readable.event.type === 'GroupSkipped' ? readable.event.data : undefined;
};

export class Skips {
  readonly #known = new Set<string>();

  /** All that the log holds now, so that a rebuild need not park first what was skipped later. */
  static async of(store: EventStore, codec: Codec): Promise<Skips> {
    const skips = new Skips();
    for await (const stored of store.readStream(OPERATIONS_STREAM)) {
      for (const decoded of await codec.decode([stored])) {
        const skip = skipIn(decoded);
        if (skip !== undefined) skips.add(skip);
      }
    }
    return skips;
  }

  add({ projection, group, position }: Skip): void {
    this.#known.add(nameOf(projection, group, position));
  }

  /** Whether the event is left out, be it that the list named its stream instead of the group. Never an erasure (G9). */
  has(fold: string, key: string, { position, stream, type }: Pick<Place, 'position' | 'stream' | 'type'>): boolean {
    if (this.#known.size === 0 || type === 'PersonalDataErased') return false;
    return this.#known.has(nameOf(fold, key, position)) || this.#known.has(nameOf(fold, stream, position));
  }
}

const nameOf = (fold: string, group: string, position: number): string => `${position} ${fold} ${group}`;
