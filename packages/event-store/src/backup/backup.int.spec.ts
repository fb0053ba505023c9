import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createCodec } from '../codec/create.js';
import type { KeyRing } from '../keys/key-ring.js';
import { openSqliteKeys } from '../keys/sqlite/sqlite-keys.js';
import type { EventStore } from '../port.js';
import { openSqliteEventStore } from '../sqlite/open.js';
import { filesOf, makeSampleFolder, SAMPLE_EVENTS, SAMPLE_SCHEMA } from '../testing/sample-folder.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { type BackupRequest, type CopyProgress, layOut, makeBackup, type Manifest, openBackup } from './index.js';

const newFolder = temporaryFolder();

const sample = async (): Promise<string> => {
  const folder = newFolder();
  await makeSampleFolder(folder);
  return folder;
};

const backUp = async (folder: string, options: Partial<BackupRequest> = {}) => {
  const target = newFolder();
  const request = { folder, target, withLog: true, before: ['work.db'], between: ['identity.db'], product: '1.2.3' };
  return { target, manifest: await makeBackup({ ...request, ...options }) };
};

const layOutAll = async (target: string): Promise<string> => {
  const [backup, folder] = [openBackup(target), newFolder()];
  mkdirSync(folder);
  await layOut(
    backup,
    backup.manifest.files.map(({ name }) => name),
    folder,
  );
  return folder;
};

/** One writer of the folder, each event sealed under a key of its own. */
const openWriter = async (folder: string) => {
  const store = await openSqliteEventStore({ folder, checkpoints: 'in-process' });
  const keys = await openSqliteKeys(filesOf(folder));
  const codec = createCodec({ schema: SAMPLE_SCHEMA, keys, erased: { erased: true } });
  return {
    /** Answers the position, once it is acknowledged. */
    record: async (): Promise<number> => {
      const patientId = randomUUID();
      const stream = `patient-${patientId}`;
      const event = { id: randomUUID(), type: 'PatientNamed', data: { patientId, name: 'Näme' }, metadata: {} };
      const events = await codec.encode([event], { stream, firstRevision: 0, time: new Date().toISOString() });
      return (await store.append({ stream, expected: 'no-stream', events })).position;
    },
    close: async () => {
      await store.close();
      await keys.close();
    },
  };
};

const decodedIn = async (folder: string, files: ReturnType<typeof filesOf>) => {
  const store: EventStore = await openSqliteEventStore({ folder, readOnly: true });
  const keys: KeyRing = await openSqliteKeys({ ...files, file: join(folder, 'keys.db') });
  const codec = createCodec({ schema: SAMPLE_SCHEMA, keys, erased: { erased: true } });
  const stored = [];
  for await (const event of store.readAll()) stored.push(event);
  const decoded = await codec.decode(stored);
  await Promise.all([store.close(), keys.close()]);
  return { stored, decoded };
};

const rowsIn = (file: string): readonly number[] => {
  const db = new Database(file, { readonly: true });
  const rows = db.prepare<[], number>('SELECT position FROM done').pluck().all();
  db.close();
  return rows;
};

describe('a backup', () => {
  it('that is made while events are recorded holds a dense beginning of the log, all acknowledged before, and every key', async () => {
    const folder = await sample();
    const writer = await openWriter(folder);
    const before = await writer.record();
    const recording: Promise<number>[] = [];
    // At each step of the copying somebody new is named: more than one transaction between any two files.
    const { target, manifest } = await backUp(folder, { onProgress: () => void recording.push(writer.record()) });
    const after = Math.max(...(await Promise.all(recording)));
    await writer.close();

    const restored = await layOutAll(target);
    const { stored, decoded } = await decodedIn(restored, filesOf(folder));
    const whole = await decodedIn(folder, filesOf(folder));
    expect(stored).toEqual(whole.stored.slice(0, stored.length));
    expect(stored.map(({ position }) => position)).toEqual(stored.map((_, index) => index));
    expect(manifest.log).toMatchObject({ position: stored.length - 1, eventId: stored.at(-1)?.id });
    expect(stored.length - 1).toBeGreaterThanOrEqual(before);
    // The log went on behind what was copied.
    expect(after).toBeGreaterThan(stored.length - 1);
    expect(decoded.filter(({ kind }) => kind !== 'event')).toEqual([]);
    expect(decoded).toEqual(whole.decoded.slice(0, decoded.length));
  });

  it('ends although somebody else commits all the time', async () => {
    const folder = await sample();
    const other = new Database(join(folder, 'events.db'));
    other.exec('CREATE TABLE filler (bytes BLOB)');
    // More pages than one step takes.
    other.exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
                INSERT INTO filler SELECT zeroblob(4000) FROM n`);
    const steps: CopyProgress[] = [];
    const { target } = await backUp(folder, {
      onProgress: (step) => {
        other.exec('INSERT INTO filler VALUES (zeroblob(4000))');
        if (step.file === 'events.db') steps.push(step);
        if (steps.length > 50) throw new Error('it begins anew for ever');
      },
    });
    other.close();
    expect(steps.length).toBeGreaterThan(2);
    // What came meanwhile is not in it, and nothing was copied twice.
    expect(new Set(steps.map(({ of }) => of)).size).toBe(1);
    expect(steps.map(({ done }) => done)).toEqual(steps.map(({ done }) => done).toSorted((a, b) => a - b));
    const copy = new Database(join(await layOutAll(target), 'events.db'), { readonly: true });
    expect(copy.prepare('SELECT count(*) FROM filler').pluck().get()).toBe(3000);
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
    copy.close();
  });

  it('copies work before the log: what is noted as done there is in the log', async () => {
    const folder = await sample();
    const writer = await openWriter(folder);
    const work = new Database(join(folder, 'work.db'));
    work.exec('CREATE TABLE done (position INTEGER)');
    let recording = Promise.resolve();
    const recordAndNote = async () => {
      const position = await writer.record();
      work.prepare('INSERT INTO done VALUES (?)').run(position);
    };
    await recordAndNote();
    const { target, manifest } = await backUp(folder, {
      onProgress: () => {
        recording = recording.then(recordAndNote);
      },
    });
    await recording;
    work.close();
    await writer.close();
    const noted = rowsIn(join(await layOutAll(target), 'work.db'));
    expect(noted.length).toBeGreaterThan(0);
    expect(Math.max(...noted)).toBeLessThanOrEqual(manifest.log?.position ?? -1);
    expect(manifest.files.map(({ name }) => name)).toEqual(['work.db', 'events.db', 'keys.db']);
  });

  it('holds work, events, identity, then keys and nothing else, for its owner alone; the last file says what it is', async () => {
    const folder = await sample();
    for (const name of ['work.db', 'identity.db', 'read-models.db'])
      new Database(join(folder, name)).exec('VACUUM').close();
    const { target, manifest } = await backUp(folder);
    const names = ['work.db', 'events.db', 'identity.db', 'keys.db'];
    expect(manifest.files.map(({ name }) => name)).toEqual(names);
    expect(readdirSync(target).sort()).toEqual([...names, 'manifest.json'].sort());
    expect(JSON.parse(readFileSync(join(target, 'manifest.json'), 'utf8'))).toEqual(manifest);
    expect(manifest).toMatchObject({ format: 1, product: '1.2.3', log: { position: SAMPLE_EVENTS - 1 } });
    expect(statSync(target).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(target)) expect(statSync(join(target, name)).mode & 0o777).toBe(0o600);
    expect(existsSync(`${target}.unfinished`)).toBe(false);
  });

  it('of a folder whose log is elsewhere has no log', async () => {
    const { manifest } = await backUp(await sample(), { withLog: false });
    expect(manifest.log).toBeNull();
    expect(manifest.files.map(({ name }) => name)).toEqual(['keys.db']);
  });

  it('of a log without events says so', async () => {
    const folder = newFolder();
    await (await openSqliteEventStore({ folder, checkpoints: 'in-process' })).close();
    await (await openSqliteKeys(filesOf(folder))).close();
    expect((await backUp(folder)).manifest.log).toMatchObject({ position: -1, eventId: null });
  });

  it('takes the place of an empty folder, and of what a crash has left of an earlier one', async () => {
    const [folder, target] = [await sample(), newFolder()];
    mkdirSync(target);
    mkdirSync(`${target}.unfinished`);
    writeFileSync(join(`${target}.unfinished`, 'events.db'), 'half of it');
    await backUp(folder, { target });
    expect(openBackup(target).manifest.files).toHaveLength(2);
  });

  it.each<[string, string, (folder: string, target: string) => void]>([
    ['occupied', 'a folder with something in it', (_, target) => fill(target)],
    ['occupied', 'a file', (_, target) => writeFileSync(target, '')],
    ['nothing-there', 'a folder without a log', (folder) => rmSync(join(folder, 'events.db'))],
    ['nothing-there', 'a folder without keys', (folder) => rmSync(join(folder, 'keys.db'))],
    ['not-copied', 'a file that is no database', (folder) => writeFileSync(join(folder, 'work.db'), 'x'.repeat(4096))],
  ])('is refused (%s) for %s, and changes nothing', async (code, _what, prepare) => {
    const [folder, target] = [await sample(), newFolder()];
    prepare(folder, target);
    const before = contentsOf(target);
    await expect(backUp(folder, { target })).rejects.toMatchObject({ name: 'BackupError', code });
    expect(contentsOf(target)).toEqual(before);
    expect(existsSync(`${target}.unfinished`)).toBe(false);
  });

  it('is refused for a log that has lost its end', async () => {
    const folder = await sample();
    const db = new Database(join(folder, 'events.db'));
    db.exec('DELETE FROM events WHERE position = 39');
    db.close();
    const target = newFolder();
    await expect(backUp(folder, { target })).rejects.toMatchObject({ code: 'damaged' });
    expect(existsSync(target)).toBe(false);
  });
});

const fill = (folder: string): void => {
  mkdirSync(folder);
  writeFileSync(join(folder, 'something'), 'of somebody');
};

const contentsOf = (path: string): readonly string[] | undefined =>
  existsSync(path) ? (statSync(path).isDirectory() ? readdirSync(path) : []) : undefined;

describe('what is taken out of a backup', () => {
  const withManifest = (change: (manifest: Manifest) => unknown) => (target: string) => {
    const file = join(target, 'manifest.json');
    writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')) as Manifest)));
  };

  it.each<[string, string, (target: string) => void]>([
    ['no-backup', 'no manifest, as after a crash', (target) => rmSync(join(target, 'manifest.json'))],
    ['unknown-manifest', 'a manifest cut short', (target) => truncateSync(join(target, 'manifest.json'), 40)],
    ['unknown-manifest', 'a newer format', withManifest((manifest) => ({ ...manifest, format: 2 }))],
    ['unknown-manifest', 'no object', withManifest(() => null)],
    ['unknown-manifest', 'a manifest without keys', withManifest((manifest) => ({ ...manifest, files: [] }))],
    ['unknown-manifest', 'a log that is no file', withManifest((manifest) => ({ ...manifest, log: null }))],
    [
      'unknown-manifest',
      'a name that leads elsewhere',
      withManifest(({ files, ...manifest }) => ({
        ...manifest,
        files: [...files, { ...files[0], name: '../keys.db' }],
      })),
    ],
    ['changed', 'a missing file', (target) => rmSync(join(target, 'keys.db'))],
    ['changed', 'a file cut short', (target) => truncateSync(join(target, 'events.db'), 4096)],
    [
      'changed',
      'a flipped bit',
      (target) => {
        const bytes = readFileSync(join(target, 'events.db'));
        bytes[5000] = (bytes[5000] ?? 0) ^ 1;
        writeFileSync(join(target, 'events.db'), bytes);
      },
    ],
    [
      'changed',
      'files of another backup',
      withManifest(({ files, ...rest }) => ({
        ...rest,
        files: files.toReversed().map((file, index) => ({ ...file, name: files[index]?.name })),
      })),
    ],
  ])('is refused (%s) where there is %s', async (code, _what, damage) => {
    const { target } = await backUp(await sample());
    damage(target);
    await expect(layOutAll(target)).rejects.toMatchObject({ name: 'BackupError', code });
  });
});
