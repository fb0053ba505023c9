import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { codeOf, newStream, someEvents } from '../testing/contract/fixtures.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { openSqliteEventStore } from './open.js';

const newFolder = temporaryFolder();
const driver = createRequire(import.meta.url).resolve('better-sqlite3');

describe('the lock of a process that was killed', () => {
  it('holds while the process lives, and is free at once when it was killed', async () => {
    const folder = newFolder();
    mkdirSync(folder);
    const script = `const db = new (require(${JSON.stringify(driver)}))(${JSON.stringify(join(folder, 'events.lock'))});
      db.exec('BEGIN EXCLUSIVE'); process.stdout.write('held'); setInterval(() => db, 1000);`;
    const holder = spawn(process.execPath, ['-e', script], { stdio: 'pipe' });
    await once(holder.stdout, 'data');
    expect(await codeOf(openSqliteEventStore({ folder, checkpoints: 'in-process' }))).toBe('locked');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    await (await openSqliteEventStore({ folder, checkpoints: 'in-process' })).close();
  });
});

describe('the WAL that a crash has left', () => {
  it('is moved into the file by the next start, before anything is built on it', async () => {
    const [folder, crashed] = [newFolder(), newFolder()];
    const open = (place: string) => openSqliteEventStore({ folder: place, checkpoints: 'in-process' });
    const store = await open(folder);
    await store.append({ stream: newStream(), expected: 'no-stream', events: someEvents(3) });
    mkdirSync(crashed);
    for (const name of ['events.db', 'events.db-wal']) copyFileSync(join(folder, name), join(crashed, name));
    await store.close();
    expect(statSync(join(crashed, 'events.db-wal')).size).toBeGreaterThan(0);
    const again = await open(crashed);
    expect(statSync(join(crashed, 'events.db-wal')).size).toBe(0);
    expect(again.headPositionSync()).toBe(2);
    await again.close();
  });
});

describe('the variant that acknowledges before it commits', () => {
  it('answers while nobody else can see the event: what the fault test has to notice', async () => {
    const folder = newFolder();
    const options = { folder, checkpoints: 'in-process', unsafeAcknowledgeBeforeCommit: true } as const;
    const store = await openSqliteEventStore(options);
    const reader = await openSqliteEventStore({ folder, readOnly: true });
    const request = { stream: newStream(), expected: 'no-stream', events: someEvents(1) } as const;
    expect((await store.append(request)).position).toBe(0);
    expect(reader.headPositionSync()).toBe(-1);
    await store.close();
    expect(reader.headPositionSync()).toBe(0);
    await reader.close();
  });

  it('is not what a store does by itself', async () => {
    const folder = newFolder();
    const store = await openSqliteEventStore({ folder, checkpoints: 'in-process' });
    const reader = await openSqliteEventStore({ folder, readOnly: true });
    await store.append({ stream: newStream(), expected: 'no-stream', events: someEvents(1) });
    expect(reader.headPositionSync()).toBe(0);
    await Promise.all([reader.close(), store.close()]);
  });
});
