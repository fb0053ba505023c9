/**
 * One writer per log: `events.lock` is an SQLite file held in an exclusive transaction, so the operating system frees
 * it however the holder ends, kill -9 included. Who holds it stands in `events.lock.json`, for the message only.
 * No code may open `events.lock` or `events.db` with plain file functions in a process that holds them: closing such a
 * descriptor drops the locks of the whole process.
 */

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { EventStoreError } from '../errors.js';
import { asEventStoreError, isBusy, reading } from './failures.js';

export interface WriterLock {
  release(): void;
}

const holderOf = (file: string): string => {
  try {
    const { pid, host, since } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    return `process ${String(pid)} on ${String(host)} since ${String(since)}`;
  } catch {
    return 'an unnamed process';
  }
};

/** Takes the lock or throws `locked`, naming the holder. */
export const takeWriterLock = (folder: string, now: string): WriterLock => {
  const holderFile = join(folder, 'events.lock.json');
  const db = reading(() => new Database(join(folder, 'events.lock'), { timeout: 0 }));
  try {
    db.pragma('journal_mode = DELETE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (!isBusy(error)) throw asEventStoreError(error, 'unavailable');
    const holder = holderOf(holderFile);
    throw new EventStoreError('locked', `The log is held by ${holder}.`, { holder });
  }
  const release = (): void => {
    rmSync(holderFile, { force: true });
    db.exec('ROLLBACK');
    db.close();
  };
  try {
    writeFileSync(holderFile, JSON.stringify({ pid: process.pid, host: hostname(), since: now }));
  } catch (error) {
    release();
    throw asEventStoreError(error, 'unavailable');
  }
  return { release };
};
