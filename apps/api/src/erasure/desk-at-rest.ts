import type { Codec, EventStore } from '@konsil/event-store';
import { now } from '../clock.js';
import { Aggregates } from '../commands/aggregates.js';
import { Desk } from '../commands/index.js';
import { jitteredPause } from '../commands/pause.js';

/** The way of commands while nothing is served: nobody waits for rows. */
export const deskAtRest = (store: EventStore, codec: Codec): Desk =>
  new Desk(store, codec, new Aggregates(store, codec), NO_QUERIES, now, jitteredPause);

const NO_QUERIES = { wake: () => undefined, reached: () => Promise.resolve(true) };
