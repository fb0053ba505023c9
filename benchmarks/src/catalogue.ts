/** Every benchmark there is, in the order of the list. */

import { append } from './append/append.js';
import type { Benchmark, Survey } from './benchmark.js';
import { http, httpLive } from './http/http.js';
import { lag } from './http/lag.js';
import { kurrentdb } from './kurrentdb/kurrentdb.js';
import { read, readSealed } from './read/read.js';
import { rebuildAll } from './rebuild/rebuild.js';
import { live } from './world/live.js';
import { query, queryOnPostgres } from './world/query.js';
import { removal } from './world/removal.js';

export const BENCHMARKS: readonly Benchmark[] = [http, httpLive, append, kurrentdb, read, readSealed, rebuildAll];

/** What has no baseline. */
export const SURVEYS: readonly Survey[] = [live, query, queryOnPostgres, lag, removal];
