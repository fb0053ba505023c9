import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { temporaryFolder } from '../testing/temporary-folder.js';
import type { CheckpointTask } from './checkpoint-worker.js';

const newFolder = temporaryFolder();
let writer: Database.Database;
let reader: Database.Database;
let worker: Worker;

beforeEach(() => {
  const folder = newFolder();
  mkdirSync(folder);
  const task: CheckpointTask = { file: join(folder, 'events.db') };
  // Waits for nobody, as a writer does whose waiting is cut short by signals, a profiler's for instance.
  writer = new Database(task.file, { timeout: 0 });
  writer.pragma('journal_mode = WAL');
  writer.pragma('wal_autocheckpoint = 0');
  writer.exec('CREATE TABLE rows (data BLOB)');
  reader = new Database(task.file, { readonly: true });
  worker = new Worker(join(import.meta.dirname, 'checkpoint-worker.ts'), { workerData: task });
});

afterEach(async () => {
  worker.postMessage('stop');
  await once(worker, 'exit');
  reader.close();
  writer.close();
});

it('never keeps the writer from a commit, however long the WAL and whoever reads it', async () => {
  const commit = writer.prepare('INSERT INTO rows VALUES (randomblob(?))');
  commit.run(4096 * 2_100);
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM rows').get();
  commit.run(4096);
  let answered = false;
  const answer = once(worker, 'message').finally(() => (answered = true));
  worker.postMessage('checkpoint');
  for (; !answered; await nextTurn()) commit.run(4096);
  expect(await answer).toEqual([{ walPages: expect.any(Number) }]);
});
