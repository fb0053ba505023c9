/** Logs of random histories, for laws over everything that is told of them. */

import { type EventStore, viewOf } from '@konsil/event-store';
import { randomHistory } from '../reference/history/history.js';
import { PEOPLE } from '../reference/history/names.js';
import { type Random, randomFrom } from '../reference/random.js';
import type { Raw } from '../reference/raw.js';
import { aLog, plainCodec } from './log.js';
import { run } from './running.js';

export { PEOPLE, plainCodec, type Random, randomFrom, randomHistory, type Raw, run };

/** In memory, each recorded when the history says so. */
export const logOf = async (events: readonly Raw[]): Promise<EventStore> => {
  const log = aLog();
  for (const { stream, type, data, recordedAt } of events) {
    log.at(recordedAt);
    await log.recordRaw(stream, type, JSON.stringify(data));
  }
  return log.store;
};

/** Ids that stand in the events' data under a name, each once. */
export const idsIn = <Id extends string>(events: readonly Raw[], name: string): readonly Id[] => [
  ...new Set(events.flatMap(({ data }) => (name in data ? [data[name] as Id] : []))),
];

/** Only single streams can be read of it, and it is told which were. */
export const streamsAlone = (store: EventStore, read: Set<string>): EventStore =>
  viewOf(store, {
    append: () => Promise.reject(new Error('Nothing is written.')),
    readStream: (stream, options) => {
      read.add(stream);
      return store.readStream(stream, options);
    },
    readAll: () => {
      throw new Error('The log is not read as a whole.');
    },
    subscribe: () => {
      throw new Error('The log is not followed.');
    },
  });
