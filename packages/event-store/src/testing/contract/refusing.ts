import { describe, expect, it } from '@jest/globals';
import { MAX_APPEND_BYTES, MAX_EVENT_BYTES } from '../../limits.js';
import type { NewEvent } from '../../port.js';
import { anEvent, codeOf, newStream, readAllOf, someEvents, type StoreOf } from './fixtures.js';

const anEventOf = (bytes: number): NewEvent => anEvent({ data: JSON.stringify({ text: 'x'.repeat(bytes) }) });

/** Requests that are wrong in themselves, and guards. */
export const refusing = (storeOf: StoreOf): void => {
  describe('refusing what is no append', () => {
    it.each<[string, NewEvent[]]>([
      ['no events', []],
      ['an id that is no UUID', [anEvent({ id: 'event-1' })]],
      ['an empty id', [anEvent({ id: '' })]],
      ['an empty type', [anEvent({ type: '' })]],
      ['data that is no JSON', [anEvent({ data: '{"half":' })]],
      ['empty data', [anEvent({ data: '' })]],
      ['metadata that is no JSON', [anEvent({ metadata: 'nothing' })]],
      ['data that is no object', [anEvent({ data: '[]' })]],
      ['half a surrogate pair', [anEvent({ data: '{"half":"\ud83d"}' })]],
      ['an id in capitals', [anEvent({ id: '7C0E1F6E-0F0A-4A53-9A2E-0D0B4B6F3D11' })]],
      ["a type of the log's own", [anEvent({ type: '$metadata' })]],
    ])('refuses %s as invalid-append', async (_what, events) => {
      const stream = newStream();
      expect(await codeOf(storeOf().append({ stream, expected: 'any', events }))).toBe('invalid-append');
      expect(await storeOf().headRevision(stream)).toBe(-1);
    });

    it('refuses an empty stream name', async () => {
      expect(await codeOf(storeOf().append({ stream: '', expected: 'any', events: [anEvent()] }))).toBe(
        'invalid-append',
      );
    });

    it('refuses one event twice in an append', async () => {
      const event = anEvent();
      const request = { stream: newStream(), expected: 'any', events: [event, event] } as const;
      expect(await codeOf(storeOf().append(request))).toBe('invalid-append');
    });

    it.each([-1, 0.5, Number.NaN, 2 ** 53])('refuses %p as an expected revision', async (expected) => {
      const request = { stream: newStream(), expected, events: [anEvent()] };
      expect(await codeOf(storeOf().append(request))).toBe('invalid-append');
    });

    it('says nothing of what it refuses', async () => {
      const secret = 'Ännchen Müller';
      const events = [anEvent({ data: `{"name":"${secret}"` })];
      const refusal: unknown = await storeOf()
        .append({ stream: newStream(), expected: 'any', events })
        .catch((error: unknown) => error);
      expect(`${String(refusal)} ${JSON.stringify(refusal)}`).not.toContain(secret);
    });

    it('goes on after a refusal', async () => {
      const stream = newStream();
      await codeOf(storeOf().append({ stream, expected: 'any', events: [anEvent({ id: 'none' })] }));
      expect((await storeOf().append({ stream, expected: 'any', events: [anEvent()] })).revision).toBe(0);
    });

    it('takes a large event below the limit, and gives it back whole', async () => {
      const stream = newStream();
      const event = anEventOf(400_000);
      await storeOf().append({ stream, expected: 'no-stream', events: [event] });
      expect((await readAllOf(storeOf(), stream))[0]?.data).toBe(event.data);
    });

    it('refuses an event over 1 MiB as too-large', async () => {
      const stream = newStream();
      const events = [anEvent(), anEventOf(MAX_EVENT_BYTES)];
      expect(await codeOf(storeOf().append({ stream, expected: 'any', events }))).toBe('too-large');
      expect(await storeOf().headRevision(stream)).toBe(-1);
    });

    it('counts bytes, not characters', async () => {
      const event = anEvent({ data: JSON.stringify({ text: 'ü'.repeat(MAX_EVENT_BYTES / 2) }) });
      expect(await codeOf(storeOf().append({ stream: newStream(), expected: 'any', events: [event] }))).toBe(
        'too-large',
      );
    });

    it('refuses an append over 16 MiB as too-large', async () => {
      const count = Math.ceil(MAX_APPEND_BYTES / 1_000_000) + 1;
      const events = Array.from({ length: count }, () => anEventOf(1_000_000));
      expect(await codeOf(storeOf().append({ stream: newStream(), expected: 'any', events }))).toBe('too-large');
    });
  });

  describe('guards', () => {
    it('lets an append pass while every guarded stream stands where it stood', async () => {
      const [full, empty, stream] = [newStream(), newStream(), newStream()];
      await storeOf().append({ stream: full, expected: 'no-stream', events: someEvents(2) });
      const guards = [
        { stream: full, revision: 1 },
        { stream: empty, revision: -1 },
      ];
      const result = await storeOf().append({ stream, expected: 'no-stream', events: [anEvent()], guards });
      expect(result.revision).toBe(0);
    });

    it.each([
      ['has grown', 2, 0, 1],
      ['has begun', 1, -1, 0],
      ['is not yet where it was said to be', 1, 5, 0],
      ['is empty', 0, 0, -1],
    ])('writes nothing when a guarded stream %s', async (_what, length, revision, actual) => {
      const [guarded, stream] = [newStream(), newStream()];
      if (length > 0) await storeOf().append({ stream: guarded, expected: 'no-stream', events: someEvents(length) });
      const guards = [{ stream: guarded, revision }];
      const request = { stream, expected: 'no-stream', events: someEvents(2), guards } as const;
      await expect(storeOf().append(request)).rejects.toMatchObject({
        name: 'EventStoreError',
        code: 'guard-moved',
        facts: { stream: guarded, actual },
      });
      expect(await storeOf().headRevision(stream)).toBe(-1);
    });
  });
};
