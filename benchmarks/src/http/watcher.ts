/** A thread that watches how far the read models of a data folder are, so that who makes the load does not delay the look. */

import { parentPort, workerData } from 'node:worker_threads';
import { GenerationFiles } from '@konsil/projections';
import Database from 'better-sqlite3';

/** From this moment on queries show this position; milliseconds since 1970, with fractions. */
export interface Shown {
  readonly position: number;
  readonly at: number;
}

/** Milliseconds between two looks. */
const LOOK_EVERY = 1;

const { data } = workerData as { readonly data: string };
const rows = new Database(new GenerationFiles(data).served(), { readonly: true });
const checkpoint = rows.prepare<[], number>('SELECT "position" FROM "checkpoint"').pluck();
const seen: Shown[] = [];
const looking = setInterval(() => {
  const position = checkpoint.get() ?? -1;
  if (position !== seen.at(-1)?.position) seen.push({ position, at: performance.timeOrigin + performance.now() });
}, LOOK_EVERY);

parentPort?.once('message', () => {
  clearInterval(looking);
  rows.close();
  parentPort?.postMessage(seen);
});
