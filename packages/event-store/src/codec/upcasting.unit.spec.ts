import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createMemoryKeys } from '../keys/memory.js';
import type { StoredEvent } from '../port.js';
import type { Schema } from './codec.js';
import { createCodec } from './create.js';

const keys = createMemoryKeys();
const time = '2026-03-01T07:00:00.000Z';
const first: Schema = { Named: { version: 1, personal: { name: { subject: 'id', class: 'contact' } } } };
const third: Schema = {
  Named: {
    version: 3,
    personal: { 'person.name': { subject: 'id', class: 'contact' } },
    upcasters: {
      1: ({ name, ...rest }) => ({ ...rest, person: { name } }),
      2: (data) => ({ ...data, language: 'de' }),
    },
  },
};
const gap: Schema = { Named: { version: 3, personal: {}, upcasters: { 1: (data) => data } } };

const write = async (schema: Schema, data: Record<string, unknown>): Promise<StoredEvent> => {
  const codec = createCodec({ schema, keys, erased: { erased: true } });
  const event = { id: randomUUID(), type: 'Named', data, metadata: {} };
  const [encoded] = await codec.encode([event], { stream: 's-1', firstRevision: 0, time });
  if (encoded === undefined) throw new Error('Nothing was encoded.');
  return { ...encoded, stream: 's-1', revision: 0, position: 0, recordedAt: time };
};
const read = async (schema: Schema, event: StoredEvent) =>
  (await createCodec({ schema, keys, erased: { erased: true } }).decode([event]))[0];

describe('an event of an older schema version', () => {
  it('is lifted step by step to the version of today, its sealed fields opened where they stood', async () => {
    const event = await write(first, { id: 'p1', name: 'Meier' });
    expect(await read(third, event)).toMatchObject({
      kind: 'event',
      data: { id: 'p1', person: { name: 'Meier' }, language: 'de' },
    });
  });

  it('is lifted only from its own version on', async () => {
    const event = await write(third, { id: 'p1', person: { name: 'Kurz' }, language: 'en' });
    expect(await read(third, event)).toMatchObject({ data: { person: { name: 'Kurz' }, language: 'en' } });
  });

  it('is undecodable where a step is missing', async () => {
    expect(await read(gap, await write(first, { id: 'p1', name: 'Meier' }))).toMatchObject({ kind: 'undecodable' });
  });
});
