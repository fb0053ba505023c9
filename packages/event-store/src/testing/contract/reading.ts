import { beforeAll, describe, expect, it } from '@jest/globals';
import type { NewEvent, StoredEvent } from '../../port.js';
import { collect, idsOf, newStream, readAllOf, someEvents, type StoreOf } from './fixtures.js';

/** Reads of one stream and of the whole log. */
export const reading = (storeOf: StoreOf): void => {
  describe('reading', () => {
    const stream = newStream();
    const events: NewEvent[] = someEvents(6);
    let stored: StoredEvent[] = [];

    beforeAll(async () => {
      await storeOf().append({ stream, expected: 'no-stream', events: events.slice(0, 4) });
      await storeOf().append({ stream, expected: 3, events: events.slice(4) });
      stored = await readAllOf(storeOf(), stream);
    });

    const revisions = async (options: Parameters<typeof readAllOf>[2]): Promise<number[]> =>
      (await readAllOf(storeOf(), stream, options)).map((event) => event.revision);

    it('answers no events and revision -1 for a stream that has none', async () => {
      const empty = newStream();
      expect(await readAllOf(storeOf(), empty)).toEqual([]);
      expect(await readAllOf(storeOf(), empty, { direction: 'backwards' })).toEqual([]);
      expect(await storeOf().headRevision(empty)).toBe(-1);
    });

    it('reads a stream forwards from its first event', async () => {
      expect(idsOf(stored)).toEqual(idsOf(events));
    });

    it.each<[string, Parameters<typeof readAllOf>[2], number[]]>([
      ['backwards from its last event', { direction: 'backwards' }, [5, 4, 3, 2, 1, 0]],
      ['from a revision, that one included', { from: 4 }, [4, 5]],
      ['backwards from a revision, that one included', { from: 2, direction: 'backwards' }, [2, 1, 0]],
      ['up to a limit', { limit: 2 }, [0, 1]],
      ['from a revision up to a limit', { from: 1, limit: 3 }, [1, 2, 3]],
      ['backwards up to a limit', { direction: 'backwards', limit: 2 }, [5, 4]],
      ['backwards from a revision up to a limit', { from: 3, direction: 'backwards', limit: 2 }, [3, 2]],
      ['from its last revision', { from: 5 }, [5]],
      ['from beyond its end: nothing', { from: 6 }, []],
      ['with a limit beyond its end', { from: 4, limit: 100 }, [4, 5]],
      ['without end', { from: 4, limit: Infinity }, [4, 5]],
    ])('reads a stream %s', async (_how, options, expected) => {
      expect(await revisions(options)).toEqual(expected);
    });

    it('gives strictly increasing positions in the order of the stream', () => {
      const positions = stored.map((event) => event.position);
      expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
      expect(positions[0]).toBeGreaterThanOrEqual(0);
    });

    it('reads the whole log from a position, that one included', async () => {
      const from = stored[2]?.position ?? -1;
      const [first, ...others] = await collect(storeOf().readAll({ from, limit: 3 }));
      expect(first).toEqual(stored[2]);
      for (const event of others) expect(event.position).toBeGreaterThan(from);
    });

    it('reads the whole log backwards from a position, that one included', async () => {
      const from = stored[5]?.position ?? -1;
      const events = await collect(storeOf().readAll({ from, direction: 'backwards', limit: 2 }));
      expect(events[0]).toEqual(stored[5]);
      expect(events[1]?.position).toBeLessThan(from);
    });

    it.each(['forwards', 'backwards'] as const)(
      'reads nothing from the log %s with a limit of 0',
      async (direction) => {
        expect(await collect(storeOf().readAll({ direction, limit: 0 }))).toEqual([]);
        expect(await readAllOf(storeOf(), stream, { direction, limit: 0 })).toEqual([]);
      },
    );

    it('reads nothing from beyond the end of the log', async () => {
      const end = await storeOf().headPosition();
      expect(await collect(storeOf().readAll({ from: end + 1_000_000_000 }))).toEqual([]);
    });

    it('reads the newest event of the log first when it reads backwards', async () => {
      const other = newStream();
      const { position } = await storeOf().append({ stream: other, expected: 'no-stream', events: someEvents(1) });
      const [newest] = await collect(storeOf().readAll({ direction: 'backwards', limit: 1 }));
      expect(newest?.position).toBeGreaterThanOrEqual(position);
      expect(await storeOf().headPosition()).toBeGreaterThanOrEqual(position);
    });

    it('reads every event of a stream once and in its place in the whole log', async () => {
      const from = stored[0]?.position ?? 0;
      const own: StoredEvent[] = [];
      for await (const event of storeOf().readAll({ from })) if (event.stream === stream) own.push(event);
      expect(own).toEqual(stored);
    });

    it('lets a reader stop early', async () => {
      for await (const event of storeOf().readStream(stream)) {
        expect(event.revision).toBe(0);
        break;
      }
      expect(await storeOf().headRevision(stream)).toBe(5);
    });

    it('reads a stream of many pages whole, both ways', async () => {
      const long = newStream();
      for (let page = 0; page < 4; page += 1) {
        const expected = page === 0 ? 'no-stream' : page * 300 - 1;
        await storeOf().append({ stream: long, expected, events: someEvents(300) });
      }
      const forwards = await readAllOf(storeOf(), long);
      expect(forwards.map((event) => event.revision)).toEqual(Array.from({ length: 1200 }, (_, index) => index));
      expect(await readAllOf(storeOf(), long, { direction: 'backwards' })).toEqual(forwards.reverse());
    });
  });
};
