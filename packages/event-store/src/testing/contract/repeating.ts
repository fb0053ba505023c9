import { describe, expect, it } from '@jest/globals';
import type { AppendResult, ExpectedRevision, NewEvent } from '../../port.js';
import { anEvent, codeOf, idsOf, newStream, readAllOf, someEvents, type StoreOf } from './fixtures.js';

/** Idempotent repeats: by event ids and expected revision, as EventStoreDB takes them and never more forgiving. */
export const repeating = (storeOf: StoreOf): void => {
  /** A stream of one event, then `batch` appended at revision 0, then one event more. */
  const written = async (batch: readonly NewEvent[]): Promise<{ stream: string; first: AppendResult }> => {
    const stream = newStream();
    await storeOf().append({ stream, expected: 'no-stream', events: [anEvent()] });
    const first = await storeOf().append({ stream, expected: 0, events: batch });
    await storeOf().append({ stream, expected: first.revision, events: [anEvent()] });
    return { stream, first };
  };
  const lengthOf = async (stream: string): Promise<number> => (await readAllOf(storeOf(), stream)).length;

  describe('repeating an append', () => {
    it.each<[ExpectedRevision]>([[0], ['any'], ['stream-exists']])(
      'answers place and position of that batch, and writes nothing, for the same ids with %p',
      async (expected) => {
        const batch = someEvents(3);
        const { stream, first } = await written(batch);
        expect(await storeOf().append({ stream, expected, events: batch })).toEqual(first);
        expect(await lengthOf(stream)).toBe(5);
      },
    );

    it.each<[ExpectedRevision]>([['no-stream'], ['any']])('takes the first append again with %p', async (expected) => {
      const stream = newStream();
      const batch = someEvents(2);
      const first = await storeOf().append({ stream, expected: 'no-stream', events: batch });
      await storeOf().append({ stream, expected: 1, events: [anEvent()] });
      expect(await storeOf().append({ stream, expected, events: batch })).toEqual(first);
      expect(await lengthOf(stream)).toBe(3);
    });

    it('takes a leading part of a batch as its repeat', async () => {
      const batch = someEvents(3);
      const { stream, first } = await written(batch);
      const again = await storeOf().append({ stream, expected: 0, events: batch.slice(0, 2) });
      expect(again.revision).toBe(first.revision - 1);
      expect(again.position).toBe((await readAllOf(storeOf(), stream))[2]?.position);
      expect(await lengthOf(stream)).toBe(5);
    });

    it('appends the same ids again where the revision is the current one', async () => {
      const stream = newStream();
      const batch = someEvents(2);
      await storeOf().append({ stream, expected: 'no-stream', events: batch });
      const again = await storeOf().append({ stream, expected: 1, events: batch });
      expect(again.revision).toBe(3);
      expect(idsOf(await readAllOf(storeOf(), stream))).toEqual([...idsOf(batch), ...idsOf(batch)]);
    });

    it.each<[string, (batch: readonly NewEvent[]) => NewEvent[]]>([
      ['that goes on with a new event', (batch) => [...batch.slice(0, 2), anEvent()]],
      ['in another order', (batch) => [...batch].reverse()],
      ['that begins with a new event', (batch) => [anEvent(), ...batch.slice(1)]],
      ['that leaves out the first', (batch) => batch.slice(1)],
    ])('refuses a batch %s', async (_what, changed) => {
      const batch = someEvents(3);
      const { stream } = await written(batch);
      const request = { stream, expected: 0, events: changed(batch) };
      expect(await codeOf(storeOf().append(request))).toBe('wrong-expected-revision');
      expect(await lengthOf(stream)).toBe(5);
    });

    it('refuses a repeat that runs past what was written, also at the end of the stream', async () => {
      const stream = newStream();
      const batch = someEvents(2);
      await storeOf().append({ stream, expected: 'no-stream', events: batch });
      const longer = [...batch, anEvent()];
      expect(await codeOf(storeOf().append({ stream, expected: 'no-stream', events: longer }))).toBe(
        'wrong-expected-revision',
      );
      expect(await codeOf(storeOf().append({ stream, expected: 'any', events: longer }))).toBe(
        'wrong-expected-revision',
      );
      expect(await lengthOf(stream)).toBe(2);
    });

    it('does not take the ids of another stream for a repeat', async () => {
      const batch = someEvents(2);
      await storeOf().append({ stream: newStream(), expected: 'no-stream', events: batch });
      const stream = newStream();
      expect((await storeOf().append({ stream, expected: 'any', events: batch })).revision).toBe(1);
    });

    it('takes a repeat although a guard has moved since', async () => {
      const guarded = newStream();
      const stream = newStream();
      const request = {
        stream,
        expected: 'no-stream',
        events: someEvents(2),
        guards: [{ stream: guarded, revision: -1 }],
      } as const;
      const first = await storeOf().append(request);
      await storeOf().append({ stream: guarded, expected: 'no-stream', events: [anEvent()] });
      expect(await storeOf().append(request)).toEqual(first);
    });
  });
};
