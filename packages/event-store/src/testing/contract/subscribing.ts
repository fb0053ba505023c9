import { describe, expect, it } from '@jest/globals';
import type { SubscriptionMessage } from '../../port.js';
import {
  anEvent,
  codeOf,
  collect,
  eventsIn,
  follow,
  hasCaughtUp,
  idsOf,
  newCategory,
  newStream,
  someEvents,
  type StoreOf,
} from './fixtures.js';

const reaches = (position: number) => (messages: readonly SubscriptionMessage[]) =>
  messages.some((message) => message.kind !== 'events' && message.position >= position);

/** Catch-up subscriptions: what was there, `caught-up`, then what comes. */
export const subscribing = (storeOf: StoreOf): void => {
  const append = (stream: string, count: number) =>
    storeOf().append({ stream, expected: 'any', events: someEvents(count) });

  describe('subscribing', () => {
    it('delivers what is there in order, then says that it has caught up', async () => {
      const category = newCategory();
      const before = await storeOf().headPosition();
      await append(newStream(category), 3);
      await append(newStream(category), 2);
      const messages = await follow(storeOf(), { after: before, prefixes: [category] }, hasCaughtUp);
      const positions = eventsIn(messages).map((event) => event.position);
      expect(positions).toHaveLength(5);
      expect(positions).toEqual([...positions].sort((a, b) => a - b));
      expect(messages.at(-1)?.kind).toBe('caught-up');
    });

    it('delivers events exactly as a read does', async () => {
      const stream = newStream();
      await append(stream, 2);
      const messages = await follow(storeOf(), { after: -1, prefixes: [stream] }, hasCaughtUp);
      expect(eventsIn(messages)).toEqual(await collect(storeOf().readStream(stream)));
    });

    it('begins behind the position it is given', async () => {
      const stream = newStream();
      const { position } = await append(stream, 2);
      const later = await append(stream, 1);
      const messages = await follow(storeOf(), { after: position, prefixes: [stream] }, hasCaughtUp);
      expect(eventsIn(messages).map((event) => event.position)).toEqual([later.position]);
    });

    it('delivers nothing old after the position of the last event', async () => {
      const stream = newStream();
      const { position } = await append(stream, 2);
      const messages = await follow(storeOf(), { after: position, prefixes: [stream] }, hasCaughtUp);
      expect(eventsIn(messages)).toEqual([]);
    });

    it('goes on live with every later append', async () => {
      const stream = newStream();
      await append(stream, 1);
      let rounds = 0;
      const messages = await follow(storeOf(), { after: -1, prefixes: [stream] }, async (delivered) => {
        const seen = eventsIn(delivered).length;
        if (hasCaughtUp(delivered) && rounds < 3 && seen === 1 + rounds * 2) {
          rounds += 1;
          await append(stream, 2);
        }
        return seen === 7;
      });
      expect(eventsIn(messages).map((event) => event.revision)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    });

    it('delivers every event once while others are appending', async () => {
      const category = newCategory();
      const streams = Array.from({ length: 4 }, () => newStream(category));
      await Promise.all(streams.map((stream) => append(stream, 10)));
      const writing = Promise.all(
        streams.map(async (stream) => {
          for (let round = 0; round < 10; round += 1) await append(stream, 2);
        }),
      );
      const messages = await follow(
        storeOf(),
        { after: -1, prefixes: [category] },
        (delivered) => eventsIn(delivered).length >= 120,
      );
      await writing;
      const positions = eventsIn(messages).map((event) => event.position);
      expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
      expect(positions).toHaveLength(120);
    });

    it('delivers only streams that begin with one of the prefixes', async () => {
      const [one, two, other] = [newCategory(), newCategory(), newCategory()];
      for (const category of [one, other, two, other]) await append(`${category}-1`, 1);
      const messages = await follow(storeOf(), { after: -1, prefixes: [`${one}-`, `${two}-`] }, hasCaughtUp);
      expect(eventsIn(messages).map((event) => event.stream)).toEqual([`${one}-1`, `${two}-1`]);
    });

    it('takes a prefix by its letters, not as a pattern', async () => {
      const category = newCategory();
      await append(`${category}_a`, 1);
      await append(`${category}xa`, 1);
      const messages = await follow(storeOf(), { after: -1, prefixes: [`${category}_`] }, hasCaughtUp);
      expect(eventsIn(messages).map((event) => event.stream)).toEqual([`${category}_a`]);
    });

    it('delivers the whole log without prefixes', async () => {
      const before = await storeOf().headPosition();
      const streams = [newStream(), newStream()];
      for (const stream of streams) await append(stream, 1);
      const messages = await follow(storeOf(), { after: before }, hasCaughtUp);
      const names = eventsIn(messages).map((event) => event.stream);
      expect(names).toEqual(expect.arrayContaining(streams));
    });

    it('moves on past events that the filter leaves out', async () => {
      const category = newCategory();
      const { position } = await append(`${category}-1`, 1);
      const noise = newStream();
      for (let round = 0; round < 5; round += 1) await append(noise, 300);
      const messages = await follow(storeOf(), { after: -1, prefixes: [category] }, reaches(position + 1));
      expect(eventsIn(messages)).toHaveLength(1);
    });

    it('moves on past them also while it is live', async () => {
      const category = newCategory();
      let written: number | undefined;
      const messages = await follow(storeOf(), { after: -1, prefixes: [category] }, async (delivered) => {
        if (written === undefined && hasCaughtUp(delivered)) written = (await append(newStream(), 1)).position;
        return written !== undefined && reaches(written)(delivered);
      });
      expect(eventsIn(messages)).toEqual([]);
    });

    it('delivers nothing for an empty list of prefixes, and catches up all the same', async () => {
      const { position } = await append(newStream(), 1);
      const messages = await follow(storeOf(), { after: -1, prefixes: [] }, reaches(position));
      expect(eventsIn(messages)).toEqual([]);
    });

    it('delivers the events of one append together and in its order', async () => {
      const [stream, events] = [newStream(), someEvents(40)];
      await storeOf().append({ stream, expected: 'no-stream', events });
      const messages = await follow(storeOf(), { after: -1, prefixes: [stream] }, hasCaughtUp);
      expect(idsOf(eventsIn(messages))).toEqual(idsOf(events));
    });

    it('never names a position behind one it has named', async () => {
      const category = newCategory();
      for (let round = 0; round < 5; round += 1) {
        await append(newStream(), 50);
        await append(newStream(category), 5);
      }
      const messages = await follow(storeOf(), { after: -1, prefixes: [category], pageSize: 7 }, hasCaughtUp);
      const named = messages.flatMap((message) =>
        message.kind === 'events' ? message.events.map((event) => event.position) : [message.position],
      );
      expect(named).toEqual([...named].sort((a, b) => a - b));
    });

    it('puts no more events into a message than asked for', async () => {
      const stream = newStream();
      await append(stream, 25);
      const messages = await follow(storeOf(), { after: -1, prefixes: [stream], pageSize: 4 }, hasCaughtUp);
      const sizes = messages.flatMap((message) => (message.kind === 'events' ? [message.events.length] : []));
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(25);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(4);
    });

    it.each([0, -1])('refuses pages of %p events', async (pageSize) => {
      const never = storeOf().subscribe({ after: -1, pageSize, signal: AbortSignal.timeout(2_000) });
      expect(await codeOf(collect(never))).toBe('invalid-append');
    });

    it('resumes where another subscription stopped, without gap or repeat', async () => {
      const stream = newStream();
      await append(stream, 20);
      const first = await follow(
        storeOf(),
        { after: -1, prefixes: [stream], pageSize: 3 },
        (delivered) => eventsIn(delivered).length >= 9,
      );
      const after = eventsIn(first).at(-1)?.position ?? -1;
      const second = await follow(storeOf(), { after, prefixes: [stream] }, hasCaughtUp);
      const ids = idsOf([...eventsIn(first), ...eventsIn(second)]);
      expect(ids).toEqual(idsOf(await collect(storeOf().readStream(stream))));
    });

    it('ends when it is aborted while it waits for something to happen', async () => {
      const stop = new AbortController();
      const stream = newStream();
      const subscription = storeOf().subscribe({ after: -1, prefixes: [stream], signal: stop.signal });
      const messages = subscription[Symbol.asyncIterator]();
      let message = await messages.next();
      while (message.done !== true && message.value.kind !== 'caught-up') message = await messages.next();
      const waiting = messages.next();
      stop.abort();
      expect((await waiting).done).toBe(true);
    });

    it('delivers nothing when it was aborted before it began', async () => {
      await append(newStream(), 1);
      expect(await collect(storeOf().subscribe({ after: -1, signal: AbortSignal.abort() }))).toEqual([]);
    });

    it('lets two subscribers follow the same events, each at its own pace', async () => {
      const stream = newStream();
      await append(stream, 5);
      const both = await Promise.all(
        [1, 5].map((pageSize) => follow(storeOf(), { after: -1, prefixes: [stream], pageSize }, hasCaughtUp)),
      );
      expect(both.map((messages) => eventsIn(messages).length)).toEqual([5, 5]);
      await storeOf().append({ stream, expected: 4, events: [anEvent()] });
    });
  });
};
