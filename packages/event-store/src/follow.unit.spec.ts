import { expect, it } from '@jest/globals';
import { openMemoryEventStore } from './memory/open.js';
import { follow, hasCaughtUp, newCategory, newStream, someEvents } from './testing/contract/fixtures.js';

it('names how far it has looked when a live event is none of its own', async () => {
  const store = openMemoryEventStore();
  const category = newCategory();
  await store.append({ stream: newStream(category), expected: 'no-stream', events: someEvents(1) });
  let appended = false;
  const messages = await follow(store, { after: -1, prefixes: [category] }, async (delivered) => {
    if (hasCaughtUp(delivered) && !appended) {
      appended = true;
      await store.append({ stream: newStream(), expected: 'no-stream', events: someEvents(2) });
    }
    return delivered.at(-1)?.kind === 'checkpoint';
  });
  expect(messages.map((message) => message.kind)).toEqual(['events', 'caught-up', 'checkpoint']);
  expect(messages.at(-1)).toEqual({ kind: 'checkpoint', position: 2 });
});
