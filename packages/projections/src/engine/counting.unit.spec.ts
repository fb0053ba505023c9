import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Row, Table } from '../fold/index.js';
import { counted, countersOf } from './counting.js';

const table: Table = {
  columns: {
    id: { kind: 'integer' },
    owner: { kind: 'text' },
    state: { kind: 'text' },
    unread: { kind: 'integer' },
    until: { kind: 'text' },
    hidden: { kind: 'boolean' },
  },
  primaryKey: ['id'],
  counters: { byState: { by: ['owner', 'state'], whether: ['unread', 'until', 'hidden'] } },
};
const counters = countersOf(table);

const aRow = fc.record({
  id: fc.nat(5),
  owner: fc.constantFrom('anna', 'mei'),
  state: fc.constantFrom('open', 'closed'),
  unread: fc.nat(2),
  until: fc.constantFrom('', '2026'),
  hidden: fc.boolean(),
});
const rows = fc.uniqueArray(aRow, { selector: ({ id }) => id });

const sums = (changes: ReturnType<typeof counted>): Readonly<Record<string, number>> => {
  const all: Record<string, number> = {};
  for (const { cells, by } of changes) all[cells.join()] = (all[cells.join()] ?? 0) + by;
  return Object.fromEntries(Object.entries(all).filter(([, count]) => count !== 0));
};

/** Every row of the state after, one by one. */
const byHand = (after: readonly { owner: string; state: string; unread: number; until: string; hidden: boolean }[]) => {
  const all: Record<string, number> = {};
  for (const { owner, state, unread, until, hidden } of after) {
    const key = [owner, state, unread === 0 ? 0 : 1, until === '' ? 0 : 1, hidden ? 1 : 0].join();
    all[key] = (all[key] ?? 0) + 1;
  }
  return all;
};

describe('A counter', () => {
  it('says after any changes what counting the rows would say', () => {
    fc.assert(
      fc.property(fc.array(rows, { maxLength: 6 }), (states) => {
        const changes = states.flatMap((after, at) => counted(counters, states[at - 1] ?? [], after));
        expect(sums(changes)).toEqual(byHand(states.at(-1) ?? []));
      }),
    );
  });

  it('is not asked about rows that stay the same object', () => {
    const [stays, goes]: Row[] = [
      { id: 1, owner: 'anna', state: 'open', unread: 3, until: '', hidden: false },
      { id: 2, owner: 'anna', state: 'open', unread: 0, until: '2026', hidden: true },
    ];
    if (stays === undefined || goes === undefined) throw new Error('Two rows are given.');
    expect(counted(counters, [stays, goes], [stays])).toEqual([
      { counter: 'byState', cells: ['anna', 'open', 0, 1, 1], by: -1 },
    ]);
  });
});
