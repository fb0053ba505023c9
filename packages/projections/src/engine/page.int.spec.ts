import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Decoded } from '@konsil/event-store';
import type { KeyedFold } from '../fold/index.js';
import { openSqliteReadStore, type ReadStore, type ReadStoreWriter } from '../read-store/index.js';
import { decodePlain } from '../testing/log.js';
import { standingBefore } from '../testing/writer.js';
import { PageFolder } from './page.js';

interface Noted {
  readonly owner: string;
  readonly number: number;
}

/** An event `Noted` gives an owner as many rows as it says. */
const fold: KeyedFold<{ notes: Noted }> = {
  kind: 'keyed',
  name: 'notes',
  version: 1,
  categories: ['notes'],
  groupColumn: 'owner',
  tables: {
    notes: { columns: { owner: { kind: 'text' }, number: { kind: 'integer' } }, primaryKey: ['owner', 'number'] },
  },
  keys: ({ data }) => [(data as unknown as { readonly owner: string }).owner],
  evolve: ({ notes }, { data }, owner) => {
    const { rows, code } = data as unknown as { readonly rows: number; readonly code?: string };
    if (code !== undefined) throw Object.assign(new Error('no such note'), { code });
    return { notes: [...notes, ...Array.from({ length: rows }, (_, at) => ({ owner, number: notes.length + at }))] };
  },
  streamGroup: () => undefined,
};

let position = 0;
const event = (type: string, data: object = {}): Decoded => {
  position += 1;
  const place = { id: `event-${position}`, stream: `notes-${position}`, revision: position, position, type };
  return decodePlain({ ...place, recordedAt: '2026-03-01T08:00:00.000Z', data: JSON.stringify(data), metadata: '{}' });
};
const noted = (owner: string, rows = 1) => event('Noted', { owner, rows });

describe('A page', () => {
  let readStore: ReadStore;
  let asked: (readonly string[])[];
  const writer = (): ReadStoreWriter => {
    if (readStore.writer === undefined) throw new Error('The store is open for writing.');
    return readStore.writer;
  };
  const folderOver = () =>
    PageFolder.over(
      [fold],
      standingBefore(writer(), {
        loadGroups: (of, keys) => {
          asked.push(keys);
          return writer().loadGroups(of, keys);
        },
      }),
    );
  const rowsOf = async (owner: string): Promise<number | undefined> =>
    (await writer().loadGroups(fold, [owner])).get(owner)?.['notes']?.length;

  beforeEach(() => {
    readStore = openSqliteReadStore({ file: ':memory:', folds: [fold] });
    asked = [];
  });
  afterEach(() => readStore.close());

  it('loads the groups that it touches together, and none that is in memory', async () => {
    const folder = await folderOver();
    await folder.fold([noted('anna'), noted('luis'), noted('anna')]);
    await folder.fold([noted('luis'), noted('mei')]);
    await folder.commit();
    expect(asked).toEqual([['anna', 'luis'], ['mei']]);
    expect([await rowsOf('anna'), await rowsOf('luis'), await rowsOf('mei')]).toEqual([2, 2, 1]);
  });

  it('loads a group again that a commit amid the page has let go', async () => {
    const folder = await folderOver();
    await folder.fold([noted('luis'), noted('anna', 20_000), event('UnknownNoted'), noted('luis')]);
    await folder.commit();
    expect(asked).toEqual([['luis', 'anna'], ['luis']]);
    expect(await rowsOf('luis')).toBe(2);
  });

  it('is over when the store can not load, and parks nothing', async () => {
    const away = standingBefore(writer(), { loadGroups: () => Promise.reject(new TypeError('the store is away')) });
    const folder = await PageFolder.over([fold], away);
    await expect(folder.fold([noted('anna')])).rejects.toThrow('the store is away');
    expect(await readStore.parked()).toEqual([]);
  });

  it('parks what a fold throws, whatever it looks like', async () => {
    const folder = await folderOver();
    await folder.fold([event('Noted', { owner: 'anna', code: 'SQLITE_BUSY' }), noted('luis')]);
    await folder.commit();
    expect(await readStore.parked()).toMatchObject([{ fold: 'notes', key: 'anna', reason: 'fold threw Error' }]);
    expect(await rowsOf('luis')).toBe(1);
  });
});
