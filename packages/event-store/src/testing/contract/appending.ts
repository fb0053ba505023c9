import { describe, expect, it } from '@jest/globals';
import type { ExpectedRevision } from '../../port.js';
import {
  anEvent,
  codeOf,
  idsOf,
  newCategory,
  newStream,
  readAllOf,
  refusalOf,
  someEvents,
  type StoreOf,
} from './fixtures.js';

/** Expected revisions, atomic appends, what is given back. */
export const appending = (storeOf: StoreOf): void => {
  const streamWith = async (count: number): Promise<string> => {
    const stream = newStream();
    if (count > 0) await storeOf().append({ stream, expected: 'no-stream', events: someEvents(count) });
    return stream;
  };

  describe('taking an append', () => {
    it.each<[ExpectedRevision, number, number]>([
      ['no-stream', 0, 0],
      ['any', 0, 0],
      ['any', 2, 2],
      ['stream-exists', 2, 2],
      [0, 1, 1],
      [1, 2, 2],
    ])('takes %p on a stream of %p events and answers revision %p', async (expected, before, revision) => {
      const stream = await streamWith(before);
      const result = await storeOf().append({ stream, expected, events: [anEvent()] });
      expect(result.revision).toBe(revision);
      expect(await storeOf().headRevision(stream)).toBe(revision);
    });

    it.each<[ExpectedRevision, number, number]>([
      ['no-stream', 1, 0],
      ['no-stream', 3, 2],
      ['stream-exists', 0, -1],
      [0, 0, -1],
      [0, 2, 1],
      [1, 1, 0],
      [7, 3, 2],
    ])('refuses %p on a stream of %p events and says that it is at %p', async (expected, before, actual) => {
      const stream = await streamWith(before);
      const refusal = await refusalOf(storeOf().append({ stream, expected, events: [anEvent()] }));
      expect(refusal.code).toBe('wrong-expected-revision');
      expect(refusal.facts.actual).toBe(actual);
      expect(await readAllOf(storeOf(), stream)).toHaveLength(before);
    });

    it('writes all events of an append, in their order', async () => {
      const stream = newStream();
      const events = someEvents(5);
      const result = await storeOf().append({ stream, expected: 'no-stream', events });
      const stored = await readAllOf(storeOf(), stream);
      expect(idsOf(stored)).toEqual(idsOf(events));
      expect(stored.map((event) => event.revision)).toEqual([0, 1, 2, 3, 4]);
      expect(result).toEqual({ revision: 4, position: stored[4]?.position });
    });

    it('writes none of them when it refuses one', async () => {
      const stream = newStream();
      const events = [anEvent(), anEvent({ data: 'no json' })];
      expect(await codeOf(storeOf().append({ stream, expected: 'no-stream', events }))).toBe('invalid-append');
      expect(await storeOf().headRevision(stream)).toBe(-1);
    });

    it('gives back what was written, and when', async () => {
      const stream = newStream();
      const event = anEvent({ type: 'NamedExactlySo' });
      const before = Date.now();
      await storeOf().append({ stream, expected: 'no-stream', events: [event] });
      const [stored] = await readAllOf(storeOf(), stream);
      expect(stored).toMatchObject({ id: event.id, type: 'NamedExactlySo', stream, revision: 0 });
      expect(JSON.parse(stored?.data ?? '')).toEqual(JSON.parse(event.data));
      expect(JSON.parse(stored?.metadata ?? '')).toEqual(JSON.parse(event.metadata));
      expect(stored?.recordedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,}Z$/);
      expect(Math.abs(Date.parse(stored?.recordedAt ?? '') - before)).toBeLessThan(60_000);
    });

    it('keeps every byte of data and metadata', async () => {
      const stream = newStream();
      const data = '{"b":1.50,"a":"\\u00fc \\ud83d\\ude00","list":[{},[],null,true]}';
      const event = anEvent({ data, metadata: '{ "spaced" : "ü😀" }' });
      await storeOf().append({ stream, expected: 'no-stream', events: [event] });
      const [stored] = await readAllOf(storeOf(), stream);
      expect([stored?.data, stored?.metadata]).toEqual([event.data, event.metadata]);
    });

    it('takes names and types with letters of any script', async () => {
      const stream = newStream(`${newCategory()}ä漢-größe`);
      await storeOf().append({ stream, expected: 'no-stream', events: [anEvent({ type: 'ÄnderungGemacht' })] });
      expect((await readAllOf(storeOf(), stream))[0]).toMatchObject({ stream, type: 'ÄnderungGemacht' });
    });

    it('takes many events in one append, and gives them their places one by one', async () => {
      const [stream, events] = [newStream(), someEvents(1_000)];
      const { revision } = await storeOf().append({ stream, expected: 'no-stream', events });
      expect(revision).toBe(999);
      expect(idsOf(await readAllOf(storeOf(), stream))).toEqual(idsOf(events));
    });

    it('keeps streams apart whose names begin alike', async () => {
      const stream = newStream();
      await storeOf().append({ stream, expected: 'no-stream', events: [anEvent()] });
      await storeOf().append({ stream: `${stream}-more`, expected: 'no-stream', events: someEvents(2) });
      expect(await readAllOf(storeOf(), stream)).toHaveLength(1);
    });

    it('puts every later append behind the earlier ones in the whole log', async () => {
      const first = await storeOf().append({ stream: newStream(), expected: 'no-stream', events: someEvents(2) });
      const second = await storeOf().append({ stream: newStream(), expected: 'no-stream', events: someEvents(2) });
      expect(second.position).toBeGreaterThan(first.position);
      expect(await storeOf().headPosition()).toBeGreaterThanOrEqual(second.position);
    });
  });
};
