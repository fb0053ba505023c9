import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isEventStoreError } from '../errors.js';
import { openMemoryEventStore } from '../memory/open.js';
import type { AppendRequest, EventStore, ExpectedRevision, Guard } from '../port.js';
import { collect } from '../testing/contract/fixtures.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { openSqliteEventStore } from './open.js';

const newFolder = temporaryFolder();
const numRuns = process.env['KONSIL_LONG'] === '1' ? 1_000 : 50;

const stream = fc.constantFrom('a-1', 'a-2', 'b-1');
const expected: fc.Arbitrary<ExpectedRevision> = fc.oneof(
  fc.constantFrom<ExpectedRevision[]>('no-stream', 'stream-exists', 'any'),
  fc.nat(5),
);
const guard: fc.Arbitrary<Guard> = fc.record({ stream, revision: fc.integer({ min: -1, max: 3 }) });
/** Few ids, so that repeats, partial repeats and reorderings come up often. */
const ids = fc.uniqueArray(fc.nat(6), { minLength: 1, maxLength: 3 });

const append: fc.Arbitrary<AppendRequest> = fc
  .record({ stream, expected, ids, guards: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, fc.array(guard)) })
  .map(({ ids: chosen, ...request }) => ({
    ...request,
    events: chosen.map((id) => ({
      id: `00000000-0000-4000-8000-00000000000${id}`,
      type: 'Happened',
      data: '{}',
      metadata: '{}',
    })),
  }));

const outcomeOf = async (store: EventStore, request: AppendRequest): Promise<unknown> => {
  try {
    return await store.append(request);
  } catch (error) {
    if (!isEventStoreError(error)) throw error;
    return { code: error.code, facts: error.facts };
  }
};

it('answers every history of appends as the memory store does, alone or in groups, also after a restart', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(append, { minLength: 1, maxLength: 4 }), { maxLength: 12 }), async (groups) => {
      const folder = newFolder();
      const clock = (): number => 0;
      const memory = openMemoryEventStore({ clock });
      let sqlite = await openSqliteEventStore({ folder, clock, checkpoints: 'in-process' });
      for (const [index, group] of groups.entries()) {
        const wanted: unknown[] = [];
        for (const request of group) wanted.push(await outcomeOf(memory, request));
        expect(await Promise.all(group.map((request) => outcomeOf(sqlite, request)))).toEqual(wanted);
        if (index % 5 === 4) {
          await sqlite.close();
          sqlite = await openSqliteEventStore({ folder, clock, checkpoints: 'in-process' });
        }
      }
      expect(await collect(sqlite.readAll())).toEqual(await collect(memory.readAll()));
      await sqlite.close();
    }),
    { numRuns },
  );
});
