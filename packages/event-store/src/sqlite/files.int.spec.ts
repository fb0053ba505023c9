import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { StoredEvent } from '../port.js';
import { collect, eventsIn, follow, hasCaughtUp, newStream, someEvents } from '../testing/contract/fixtures.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { openSqliteEventStore } from './open.js';
import type { SqliteEventStoreOptions } from './options.js';

const newFolder = temporaryFolder();
const open = (folder: string, options: Partial<SqliteEventStoreOptions> = {}) =>
  openSqliteEventStore({ folder, checkpoints: 'in-process', ...options });

describe('the log in its file', () => {
  it('holds after it was opened again what it acknowledged, at the same places, and goes on behind it', async () => {
    const folder = newFolder();
    const first = await open(folder);
    const stream = newStream();
    const batch = someEvents(3);
    const result = await first.append({ stream, expected: 'no-stream', events: batch });
    const before = await collect(first.readAll());
    await first.close();
    const again = await open(folder);
    expect(await collect(again.readAll())).toEqual(before);
    expect(again.logId).toBe(first.logId);
    expect(again.headRevisionSync(stream)).toBe(2);
    expect(await again.append({ stream, expected: 'any', events: batch })).toEqual(result);
    expect(await again.append({ stream, expected: 2, events: someEvents(1) })).toEqual({ revision: 3, position: 3 });
    await again.close();
  });

  it('counts positions densely from 0, conflicts or not', async () => {
    const store = await open(newFolder());
    expect(store.headPositionSync()).toBe(-1);
    const append = (expected: 'no-stream' | 5, count: number) =>
      store.append({ stream: newStream(), expected, events: someEvents(count) });
    await Promise.allSettled([append('no-stream', 2), append(5, 2), append('no-stream', 1), append(5, 1)]);
    await append('no-stream', 1);
    expect((await collect(store.readAll())).map((event) => event.position)).toEqual([0, 1, 2, 3]);
    await store.close();
  });

  it('never dates an event before an earlier one', async () => {
    let now = Date.parse('2026-03-01T07:00:00.000Z');
    const folder = newFolder();
    const times = async (): Promise<string[]> => {
      const store = await open(folder, { clock: () => now });
      await store.append({ stream: newStream(), expected: 'no-stream', events: someEvents(1) });
      const events = await collect(store.readAll());
      await store.close();
      return events.map((event) => event.recordedAt);
    };
    await times();
    now -= 60_000;
    expect(await times()).toEqual(['2026-03-01T07:00:00.000Z', '2026-03-01T07:00:00.000Z']);
  });

  it('names the holder to whom the lock belongs, and gives it free when closed', async () => {
    const folder = newFolder();
    const store = await open(folder);
    await expect(open(folder)).rejects.toMatchObject({
      code: 'locked',
      facts: { holder: expect.stringContaining(`process ${process.pid} on `) as unknown },
    });
    await store.close();
    await (await open(folder)).close();
  });

  it('takes nothing more once it is closed', async () => {
    const store = await open(newFolder());
    await store.close();
    const request = { stream: newStream(), expected: 'any', events: someEvents(1) } as const;
    await expect(store.append(request)).rejects.toMatchObject({ code: 'unavailable' });
    await expect(collect(store.readAll())).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('refuses a worker for checkpoints where that is not compiled, rather than going without', async () => {
    await expect(open(newFolder(), { checkpoints: 'worker' })).rejects.toThrow('checkpoints: "in-process"');
  });

  it.each([
    ['to acknowledge before the commit', { unsafeAcknowledgeBeforeCommit: true }],
    ['to look at no guard', { unsafeIgnoreGuards: true }],
  ])('refuses %s in production', async (_what, unsafe) => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'production';
    try {
      await expect(open(newFolder(), unsafe)).rejects.toThrow('never for production');
    } finally {
      process.env['NODE_ENV'] = before;
    }
  });

  it.each([
    ['an event in the middle', 'DELETE FROM events WHERE position = 5'],
    ['the stream of an event', 'DELETE FROM streams'],
    ['the predecessor of an event', 'UPDATE events SET revision = 40 WHERE position = 9'],
  ])('notices at the start that %s is missing', async (_what, damage) => {
    const folder = newFolder();
    const store = await open(folder);
    await store.append({ stream: newStream(), expected: 'no-stream', events: someEvents(10) });
    await store.close();
    const db = new Database(join(folder, 'events.db'));
    db.pragma('foreign_keys = OFF');
    db.exec(damage);
    db.close();
    await expect(open(folder)).rejects.toMatchObject({ code: 'damaged' });
  });

  it('refuses a file of a newer program, and gives the lock free', async () => {
    const folder = newFolder();
    await (await open(folder)).close();
    const db = new Database(join(folder, 'events.db'));
    db.exec('INSERT INTO schema_versions (version, applied_at) VALUES (99, 0)');
    db.close();
    for (const _attempt of [1, 2]) await expect(open(folder)).rejects.toMatchObject({ code: 'damaged' });
  });
});

describe('a second connection that only reads', () => {
  it('follows what the writer commits', async () => {
    const folder = newFolder();
    const writer = await open(folder);
    const stream = newStream();
    await writer.append({ stream, expected: 'no-stream', events: someEvents(2) });
    const reader = await open(folder, { readOnly: true });
    let more = false;
    const messages = await follow(reader, { after: -1 }, async (delivered) => {
      if (hasCaughtUp(delivered) && !more) {
        more = true;
        await writer.append({ stream, expected: 1, events: someEvents(1) });
      }
      return eventsIn(delivered).length === 3;
    });
    expect(eventsIn(messages).map((event) => event.revision)).toEqual([0, 1, 2]);
    expect([reader.headRevisionSync(stream), reader.headPositionSync()]).toEqual([2, 2]);
    await Promise.all([reader.close(), writer.close()]);
  });

  it('writes nothing', async () => {
    const folder = newFolder();
    await (await open(folder)).close();
    const reader = await open(folder, { readOnly: true });
    const request = { stream: newStream(), expected: 'any', events: someEvents(1) } as const;
    await expect(reader.append(request)).rejects.toMatchObject({ code: 'access-denied' });
    await reader.close();
  });

  it('says that there is no log yet', async () => {
    await expect(open(newFolder(), { readOnly: true })).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('the hook inside the transaction', () => {
  const countPositions = (events: readonly StoredEvent[], db: { prepare: Database.Database['prepare'] }): void => {
    for (const event of events) {
      if (event.type === 'Refused') throw new Error('The hook said no.');
      db.prepare('INSERT INTO leaves (position) VALUES (?)').run(event.position);
    }
  };

  it('writes with its append, and refuses one append without touching the others of its group', async () => {
    const folder = newFolder();
    await (await open(folder)).close();
    const db = new Database(join(folder, 'events.db'));
    db.exec('CREATE TABLE leaves (position INTEGER PRIMARY KEY)');
    db.close();
    const store = await open(folder, { onAppend: countPositions });
    const [one, two, three] = [newStream(), newStream(), newStream()];
    const refused = someEvents(2).map((event, index) => (index === 1 ? { ...event, type: 'Refused' } : event));
    const outcomes = await Promise.allSettled([
      store.append({ stream: one, expected: 'no-stream', events: someEvents(2) }),
      store.append({ stream: two, expected: 'no-stream', events: refused }),
      store.append({ stream: three, expected: 'no-stream', events: someEvents(1) }),
    ]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(store.headRevisionSync(two)).toBe(-1);
    expect(await store.append({ stream: two, expected: 'no-stream', events: someEvents(1) })).toMatchObject({
      revision: 0,
      position: 3,
    });
    await store.close();
    const check = new Database(join(folder, 'events.db'), { readonly: true });
    expect(check.prepare('SELECT position FROM leaves').pluck().all()).toEqual([0, 1, 2, 3]);
    check.close();
  });
});
