/** The log in KurrentDB / EventStoreDB. The client and gRPC are loaded when a process connects, not before. */

import type { EventStore } from '../port.js';
import type { KurrentOptions } from './options.js';

export type { KurrentOptions, Timers } from './options.js';

/**
 * Connects to a log in KurrentDB / EventStoreDB (server 23.10 or later) and reads its end once, so that a wrong address
 * or wrong credentials are told at once. Positions are the server's commit positions and not dense; guards are read
 * directly before an append (`checked-before`). All stores of one process share one client and so one connection string.
 *
 * @throws EventStoreError `unavailable` when the server can't be reached or another log is open in this process,
 *   `access-denied` when the credentials may not read the whole log
 */
export const connectKurrentEventStore = async (options: KurrentOptions): Promise<EventStore> =>
  (await import('./connect.js')).connect(options);
