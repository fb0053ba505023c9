import { describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import type { EventStoreError } from '../errors.js';
import type { AppendRequest, AppendResult } from '../port.js';
import { codeOf, collect, newStream, someEvents } from '../testing/contract/fixtures.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { GroupCommit } from './group-commit.js';
import { openSqliteEventStore } from './open.js';

const newFolder = temporaryFolder();
const request = (): AppendRequest => ({ stream: newStream(), expected: 'no-stream', events: someEvents(1) });

describe('a log whose disk is full', () => {
  /** A store whose file may not grow any more once `fill` was called: SQLite answers SQLITE_FULL. */
  const openFillable = async () => {
    const folder = newFolder();
    const fatal: EventStoreError[] = [];
    let full = false;
    const store = await openSqliteEventStore({
      folder,
      checkpoints: 'in-process',
      onAppend: (_events, db) => {
        if (full) db.exec('PRAGMA max_page_count = 1; CREATE TABLE one_more_page (x)');
      },
      onFatal: (error) => fatal.push(error),
    });
    return { folder, store, fatal, fill: () => (full = true) };
  };

  it('acknowledges nothing of the group, tells the process once, and refuses all that follows', async () => {
    const { store, fatal, fill } = await openFillable();
    await store.append(request());
    fill();
    const codes = await Promise.all([codeOf(store.append(request())), codeOf(store.append(request()))]);
    expect(codes).toEqual(['unavailable', 'unavailable']);
    expect(await codeOf(store.append(request()))).toBe('damaged');
    expect(await codeOf(collect(store.readAll()))).toBe('damaged');
    expect(() => store.headPositionSync()).toThrow(expect.objectContaining({ code: 'damaged' }));
    expect(fatal.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'damaged: The log stopped after a failed write: the disk is full (SQLITE_FULL).',
    ]);
    await store.close();
  });

  it('ends the subscriptions', async () => {
    const { store, fill } = await openFillable();
    await store.append(request());
    const messages = store.subscribe({ after: 0, signal: new AbortController().signal })[Symbol.asyncIterator]();
    expect((await messages.next()).value).toMatchObject({ kind: 'caught-up' });
    const waiting = messages.next();
    fill();
    await codeOf(store.append(request()));
    await expect(waiting).rejects.toMatchObject({ code: 'damaged' });
    await store.close();
  });

  it('goes on after a restart with what it had acknowledged', async () => {
    const { folder, store, fill } = await openFillable();
    const { position } = await store.append(request());
    fill();
    await codeOf(store.append(request()));
    await store.close();
    const again = await openSqliteEventStore({ folder, checkpoints: 'in-process' });
    expect(again.headPositionSync()).toBe(position);
    expect((await again.append(request())).position).toBe(position + 1);
    await again.close();
  });
});

describe('a commit that fails', () => {
  it('leaves the outcome of its group unknown, and the log takes nothing more', async () => {
    const db = new Database(':memory:');
    db.pragma('foreign_keys = ON');
    db.exec(`CREATE TABLE parent (id INTEGER PRIMARY KEY);
             CREATE TABLE child (id INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)`);
    const orphan = db.prepare('INSERT INTO child (id) VALUES (7)');
    const fatal: EventStoreError[] = [];
    const commits = new GroupCommit({
      db,
      writer: {
        beginGroup: () => undefined,
        write: (): AppendResult => {
          orphan.run();
          return { revision: 0, position: 0 };
        },
      },
      acknowledge: 'after-commit',
      onCommit: () => undefined,
      onFatal: (error) => fatal.push(error),
    });
    expect(await Promise.all([codeOf(commits.append(request())), codeOf(commits.append(request()))])).toEqual([
      'unknown-outcome',
      'unknown-outcome',
    ]);
    expect(await codeOf(commits.append(request()))).toBe('damaged');
    expect(fatal).toHaveLength(1);
    expect(db.prepare('SELECT count(*) FROM child').pluck().get()).toBe(0);
    db.close();
  });
});
