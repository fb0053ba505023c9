/** A catch-up subscription over a log that can be read in pages; what the stores of this process have in common. */

import type { Changes } from './changes.js';
import { DEFAULT_PAGE_SIZE, pageSizeOf } from './page-size.js';
import type { StoredEvent, SubscribeOptions, SubscriptionMessage } from './port.js';

export interface FollowedLog {
  /** Up to `limit` events behind a position, in order. Throws where the log is closed. */
  readonly eventsAfter: (position: number, limit: number) => readonly StoredEvent[];
  readonly changes: Changes;
}

/**
 * Reads what is there, says so (`caught-up`), then waits for changes, for ever. `caught-up` comes again whenever more
 * than a page had gathered. Ends when the signal aborts.
 */
export async function* followLog(log: FollowedLog, options: SubscribeOptions): AsyncGenerator<SubscriptionMessage> {
  const { prefixes, signal } = options;
  const pageSize = pageSizeOf(options);
  const scanned = Math.max(pageSize, DEFAULT_PAGE_SIZE);
  const wanted = (event: StoredEvent): boolean =>
    prefixes === undefined || prefixes.some((prefix) => event.stream.startsWith(prefix));
  let after = options.after;
  let caughtUp = false;
  while (!signal.aborted) {
    const before = log.changes.count;
    const page = log.eventsAfter(after, scanned);
    const events = prefixes === undefined ? page : page.filter(wanted);
    for (let from = 0; from < events.length && !signal.aborted; from += pageSize) {
      yield { kind: 'events', events: events.slice(from, from + pageSize) };
    }
    if (signal.aborted) return;
    const last = page.at(-1)?.position ?? after;
    if (last > (events.at(-1)?.position ?? after)) yield { kind: 'checkpoint', position: last };
    after = last;
    if (page.length === scanned) {
      caughtUp = false;
      continue;
    }
    if (!caughtUp && !signal.aborted) yield { kind: 'caught-up', position: after };
    caughtUp = true;
    await log.changes.after(before, signal);
  }
}
