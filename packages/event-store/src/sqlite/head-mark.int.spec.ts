import { describe, expect, it } from '@jest/globals';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { newStream, someEvents } from '../testing/contract/fixtures.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { readHeadMark } from './head-mark.js';
import { openSqliteEventStore } from './open.js';
import type { SqliteEventStore } from './options.js';

const newFolder = temporaryFolder();
const open = (folder: string) => openSqliteEventStore({ folder, checkpoints: 'in-process' });
const markedAt = (folder: string) => {
  const mark = readHeadMark(folder);
  return typeof mark === 'object' ? mark.position : mark;
};

const append = (store: SqliteEventStore, count: number) =>
  store.append({ stream: newStream(), expected: 'no-stream', events: someEvents(count) });

const closedWith = async (count: number): Promise<string> => {
  const folder = newFolder();
  const store = await open(folder);
  await append(store, count);
  await store.close();
  return folder;
};

const marked = async (folder: string, position: number): Promise<void> => {
  while (markedAt(folder) !== position) await delay(20);
};

/** What a crash leaves: the files of an open log. */
const crashed = (from: string): string => {
  const folder = newFolder();
  mkdirSync(folder);
  for (const name of ['events.db', 'events.db-wal', 'events.head']) copyFileSync(join(from, name), join(folder, name));
  return folder;
};

describe('the head mark', () => {
  it('names the end of a closed log, and follows the commits of an open one', async () => {
    const folder = await closedWith(3);
    expect(markedAt(folder)).toBe(2);
    const store = await open(folder);
    await append(store, 2);
    await marked(folder, 4);
    await append(store, 2);
    await marked(folder, 6);
    await store.close();
  });

  it('lets a log start that is ahead of it, and catches up at once', async () => {
    const folder = await closedWith(3);
    const early = readFileSync(join(folder, 'events.head'));
    const store = await open(folder);
    await append(store, 2);
    await store.close();
    writeFileSync(join(folder, 'events.head'), early);
    const again = await open(folder);
    expect(markedAt(folder)).toBe(4);
    await again.close();
  });

  it.each<[string, (folder: string) => void, RegExp]>([
    [
      'lost its last event',
      (folder) => {
        const db = new Database(join(folder, 'events.db'));
        db.exec('DELETE FROM events WHERE position = 9');
        db.close();
      },
      /up to position 8, its head mark names 9\. Restore a backup, or remove events\.head/,
    ],
    ['lost everything', (folder) => truncateSync(join(folder, 'events.db'), 0), /The log is gone.* position 9/],
    ['lost its file', (folder) => rmSync(join(folder, 'events.db')), /The log is gone/],
    [
      'another identity',
      (folder) => copyFileSync(join(newestOther, 'events.db'), join(folder, 'events.db')),
      /another log/,
    ],
    ['a damaged mark', (folder) => writeFileSync(join(folder, 'events.head'), '{}'), /events\.head is damaged/],
  ])('keeps a log from starting that has %s, until the mark is removed', async (_what, damage, message) => {
    newestOther = await closedWith(12);
    const folder = await closedWith(10);
    damage(folder);
    for (const _attempt of [1, 2]) {
      await expect(open(folder)).rejects.toMatchObject({
        code: 'damaged',
        message: expect.stringMatching(message) as unknown,
      });
    }
    rmSync(join(folder, 'events.head'));
    await (await open(folder)).close();
    expect(existsSync(join(folder, 'events.head'))).toBe(true);
  });

  it('tells at the start that a damaged WAL has lost the end; SQLite itself says nothing', async () => {
    const folder = newFolder();
    const store = await open(folder);
    for (let round = 0; round < 5; round += 1) await append(store, 2);
    await marked(folder, 9);
    const sound = crashed(folder);
    const damaged = crashed(folder);
    await store.close();
    const wal = join(damaged, 'events.db-wal');
    const bytes = readFileSync(wal);
    const at = Math.floor(bytes.length / 2);
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    writeFileSync(wal, bytes);
    const again = await open(sound);
    expect(again.headPositionSync()).toBe(9);
    await again.close();
    await expect(open(damaged)).rejects.toMatchObject({ code: 'damaged' });
  });
});

let newestOther = '';
