import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { finishCheckpoint } from './checkpointing.js';

const newFolder = temporaryFolder();
const PAGES = 64;

describe('a checkpoint that another connection began', () => {
  let file = '';
  let writer: Database.Database;
  let other: Database.Database;
  let failures: unknown[] = [];
  const finish = (): void => finishCheckpoint(writer, (cause) => failures.push(cause));

  beforeEach(() => {
    const folder = newFolder();
    mkdirSync(folder);
    file = join(folder, 'events.db');
    writer = new Database(file);
    writer.pragma('journal_mode = WAL');
    writer.pragma('wal_autocheckpoint = 0');
    writer.exec('CREATE TABLE rows (data BLOB)');
    other = new Database(file, { timeout: 0 });
    failures = [];
  });

  afterEach(() => {
    writer.close();
    other.close();
  });

  /** Commits some 64 pages; answers how many bytes the WAL has then. */
  const commit = (): number => {
    writer.prepare('INSERT INTO rows VALUES (randomblob(?))').run(PAGES * 4096);
    return statSync(`${file}-wal`).size;
  };
  const rowsOf = (db: Database.Database): unknown => db.prepare('SELECT count(*) FROM rows').pluck().get();

  it('is finished by the writer, and the next commit writes the WAL from its beginning', () => {
    commit();
    other.pragma('wal_checkpoint(PASSIVE)');
    const before = commit();
    finish();
    expect(commit()).toBe(before);
    expect(rowsOf(other)).toBe(3);
  });

  it('is not enough by itself while commits keep coming', () => {
    commit();
    other.pragma('wal_checkpoint(PASSIVE)');
    const before = commit();
    expect(commit()).toBeGreaterThan(before);
  });

  it('leaves a reader what it is reading, and waits for nobody', () => {
    commit();
    other.exec('BEGIN');
    expect(rowsOf(other)).toBe(1);
    const before = commit();
    finish();
    const grown = commit();
    expect(grown).toBeGreaterThan(before);
    expect(rowsOf(other)).toBe(1);
    other.exec('COMMIT');
    finish();
    expect(commit()).toBe(grown);
    expect(rowsOf(other)).toBe(4);
  });

  it('waits until an open transaction has ended', () => {
    commit();
    writer.exec('BEGIN IMMEDIATE');
    finish();
    writer.exec('COMMIT');
    expect(failures).toEqual([]);
  });

  it('tells when it fails, as by a failing disk', () => {
    const cause = Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_FSYNC' });
    const failing = {
      open: true,
      inTransaction: false,
      pragma: () => {
        throw cause;
      },
    };
    finishCheckpoint(failing, (failure) => failures.push(failure));
    expect(failures).toEqual([cause]);
  });

  it('is none of a log that has been closed', () => {
    writer.close();
    finish();
    expect(failures).toEqual([]);
  });
});
