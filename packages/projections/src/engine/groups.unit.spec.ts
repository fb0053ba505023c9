import { describe, expect, it } from '@jest/globals';
import type { KeyedFold } from '../fold/index.js';
import type { ReadStoreWriter, StoredGroup } from '../read-store/index.js';
import { Collecting } from './collecting.js';
import { Groups } from './groups.js';

interface Counted {
  readonly owner: string;
  readonly number: number;
  readonly count: number;
  readonly notes: readonly string[];
}

const fold: KeyedFold = {
  kind: 'keyed',
  name: 'counts',
  version: 1,
  categories: [],
  groupColumn: 'owner',
  tables: {
    counts: {
      columns: {
        owner: { kind: 'text' },
        number: { kind: 'integer' },
        count: { kind: 'integer' },
        notes: { kind: 'json' },
      },
      primaryKey: ['owner', 'number'],
    },
  },
  keys: () => [],
  evolve: (group) => group,
  streamGroup: () => undefined,
};

const place = { id: 'event', stream: 'count-1', position: 0, type: 'Counted', recordedAt: '2026-03-01T08:00:00.000Z' };
const row = (owner: string, number: number, count = 0): Counted => ({ owner, number, count, notes: [owner] });

/** A writer that knows no more than how groups are loaded. */
const loading = (load: (key: string) => StoredGroup): Pick<ReadStoreWriter, 'loadGroups'> => ({
  loadGroups: async (_, keys) => new Map(keys.map((key) => [key, load(key)])),
});

const change = async (groups: Groups, key: string, make: (group: StoredGroup) => StoredGroup): Promise<void> => {
  await groups.load([key]);
  groups.put(key, make(groups.at(key)), place);
};

const commit = (groups: Groups): Collecting => {
  const collecting = new Collecting();
  groups.collect(collecting);
  groups.committed();
  return collecting;
};

describe('The groups in memory', () => {
  it('are no more than so many rows, however many groups events have touched', async () => {
    const groups = new Groups(
      fold,
      loading(() => ({ counts: [] })),
      500,
    );
    for (let event = 0; event < 30_000; event += 1) {
      const owner = `owner-${event % 9_000}`;
      await change(groups, owner, ({ counts = [] }) => ({ counts: [...counts, row(owner, counts.length)] }));
      if (event % 100 !== 99) continue;
      commit(groups);
      expect(groups.rowsHeld).toBeLessThanOrEqual(500);
    }
  });

  it('are loaded together, and only those that are not there', async () => {
    const asked: (readonly string[])[] = [];
    const groups = new Groups(fold, {
      loadGroups: async (_, keys) => {
        asked.push(keys);
        return new Map(keys.map((key) => [key, { counts: [row(key, 1)] }]));
      },
    });
    groups.begin('mei');
    await groups.load(['anna', 'luis', 'mei']);
    await groups.load(new Set(['luis', 'jonas', 'anna']));
    await groups.load(['jonas']);
    groups.begin('anna');
    expect(asked).toEqual([['anna', 'luis'], ['jonas']]);
    expect(groups.at('anna')).toEqual({ counts: [row('anna', 1)] });
    expect(groups.at('mei')).toEqual({ counts: [] });
    expect(() => groups.at('petra')).toThrow('was not loaded');
  });

  it('count the rows of a large group, which goes as one', async () => {
    const groups = new Groups(
      fold,
      loading(() => ({ counts: [] })),
      100,
    );
    await change(groups, 'large', () => ({
      counts: Array.from({ length: 5_000 }, (_, number) => row('large', number)),
    }));
    expect(commit(groups).upserts.get('counts')).toHaveLength(5_000);
    expect(groups.rowsHeld).toBe(0);
  });

  it('are loaded again when they were let go, and then say what differs from the store', async () => {
    const loaded: string[] = [];
    const store = loading((key) => {
      loaded.push(key);
      return { counts: [row(key, 1), row(key, 2)] };
    });
    const groups = new Groups(fold, store, 0);
    for (const count of [7, 8]) {
      await change(groups, 'anna', ({ counts = [] }) => ({
        counts: counts.map((each) => ({ ...each, count })),
      }));
      expect(commit(groups).updates.get('counts')).toEqual([
        { columns: ['count'], cells: [count, 'anna', 1] },
        { columns: ['count'], cells: [count, 'anna', 2] },
      ]);
    }
    expect(loaded).toEqual(['anna', 'anna']);
  });

  it('write nothing of a row that is another object with the same values', async () => {
    const notes = ['one'];
    const stored = { owner: 'anna', number: 1, count: 1, notes };
    const groups = new Groups(
      fold,
      loading(() => ({ counts: [stored] })),
    );
    await change(groups, 'anna', () => ({ counts: [{ ...stored }] }));
    const collecting = new Collecting();
    expect(groups.collect(collecting).changed).toEqual([]);
    expect(collecting.updates.size).toBe(0);
  });

  it('tell new rows from changed and removed ones', async () => {
    const groups = new Groups(
      fold,
      loading((key) => ({ counts: [row(key, 1), row(key, 2)] })),
    );
    await change(groups, 'anna', () => ({ counts: [row('anna', 2, 5), row('anna', 3)] }));
    const { upserts, updates, deletes } = commit(groups);
    expect(upserts.get('counts')).toEqual([['anna', 3, 0, '["anna"]']]);
    expect(updates.get('counts')).toEqual([{ columns: ['count', 'notes'], cells: [5, '["anna"]', 'anna', 2] }]);
    expect(deletes.get('counts')).toEqual([['anna', 1]]);
  });
});
