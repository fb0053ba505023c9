/** Every benchmark there is, in the order of the list. */

import { append } from './append/append.js';
import type { Benchmark } from './benchmark.js';
import { http, httpLive } from './http/http.js';
import { kurrentdb } from './kurrentdb/kurrentdb.js';
import { read, readSealed } from './read/read.js';
import { rebuildAll } from './rebuild/rebuild.js';

export const BENCHMARKS: readonly Benchmark[] = [http, httpLive, append, kurrentdb, read, readSealed, rebuildAll];
