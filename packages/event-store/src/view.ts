/** A log seen otherwise than it is. */

import type { EventStore } from './port.js';

/** What is not among `seen` is the log's own. */
export const viewOf = (store: EventStore, seen: Partial<EventStore>): EventStore => ({
  guards: store.guards,
  append: (request) => store.append(request),
  readStream: (stream, options) => store.readStream(stream, options),
  readAll: (options) => store.readAll(options),
  headRevision: (stream) => store.headRevision(stream),
  headPosition: () => store.headPosition(),
  subscribe: (options) => store.subscribe(options),
  close: () => store.close(),
  ...seen,
});
