import { describe, expect, it } from '@jest/globals';
import { isEventStoreError } from '../../errors.js';
import { anEvent, idsOf, newStream, readAllOf, someEvents, type StoreOf } from './fixtures.js';

/** Writers that meet on one stream. */
export const racing = (storeOf: StoreOf): void => {
  describe('appending at the same time', () => {
    it('lets exactly one of many first appends win', async () => {
      const stream = newStream();
      const outcomes = await Promise.allSettled(
        Array.from({ length: 16 }, () => storeOf().append({ stream, expected: 'no-stream', events: someEvents(2) })),
      );
      const lost = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
      expect(lost).toHaveLength(15);
      expect(lost.every((error) => isEventStoreError(error, 'wrong-expected-revision'))).toBe(true);
      expect(await readAllOf(storeOf(), stream)).toHaveLength(2);
    });

    it('gives every revision to one writer when each tries again after losing', async () => {
      const stream = newStream();
      const written: string[] = [];
      const writeOnce = async (): Promise<void> => {
        const event = anEvent();
        for (;;) {
          const head = await storeOf().headRevision(stream);
          try {
            await storeOf().append({ stream, expected: head === -1 ? 'no-stream' : head, events: [event] });
            written.push(event.id);
            return;
          } catch (error) {
            if (!isEventStoreError(error, 'wrong-expected-revision')) throw error;
          }
        }
      };
      await Promise.all(
        Array.from({ length: 8 }, async () => {
          for (let round = 0; round < 5; round += 1) await writeOnce();
        }),
      );
      const stored = await readAllOf(storeOf(), stream);
      expect(stored.map((event) => event.revision)).toEqual(Array.from({ length: 40 }, (_, index) => index));
      expect(idsOf(stored).sort()).toEqual(written.sort());
    });

    it('lets one conflict fail only itself', async () => {
      const [one, two, three] = [newStream(), newStream(), newStream()];
      const outcomes = await Promise.allSettled([
        storeOf().append({ stream: one, expected: 'no-stream', events: [anEvent()] }),
        storeOf().append({ stream: two, expected: 4, events: [anEvent()] }),
        storeOf().append({ stream: three, expected: 'no-stream', events: [anEvent()] }),
      ]);
      expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    });

    it('answers two copies of one append, sent together, alike', async () => {
      const request = { stream: newStream(), expected: 'no-stream', events: someEvents(3) } as const;
      const [first, second] = await Promise.all([storeOf().append(request), storeOf().append(request)]);
      expect(second).toEqual(first);
      expect(await readAllOf(storeOf(), request.stream)).toHaveLength(3);
    });

    it('shows an acknowledged append to every later read', async () => {
      for (let round = 0; round < 20; round += 1) {
        const stream = newStream();
        const { position } = await storeOf().append({ stream, expected: 'no-stream', events: [anEvent()] });
        expect((await readAllOf(storeOf(), stream))[0]?.position).toBe(position);
      }
    });
  });
};
