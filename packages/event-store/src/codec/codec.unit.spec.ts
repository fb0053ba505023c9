import { beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createMemoryKeys } from '../keys/memory.js';
import type { KeyRing } from '../keys/key-ring.js';
import type { NewEvent, StoredEvent } from '../port.js';
import type { Codec, EventToEncode, Json, Schema } from './codec.js';
import { createCodec } from './create.js';
import { digestOf } from './header.js';

const ERASED = { erased: true };
const SCHEMA: Schema = {
  PatientNamed: {
    version: 1,
    personal: {
      name: { subject: 'patientId', class: 'contact' },
      'words.text': { subject: 'patientId', class: 'content' },
    },
  },
  CaseCounted: { version: 1, personal: {} },
};
const stream = 'patient-1';
const placement = { stream, firstRevision: 3, time: '2026-03-01T07:00:00.000Z' };
const metadata = { actor: { id: 'anna', role: 'provider' }, commandId: 'c', causationId: 'q', correlationId: 'r' };

const named = (data: Json = {}): EventToEncode => ({
  id: randomUUID(),
  type: 'PatientNamed',
  data: { patientId: 'p1', name: 'Meier', words: { text: 'hört gut', messageId: 'm1' }, ...data },
  metadata,
});

const stored = (event: NewEvent, revision = 3): StoredEvent => ({
  ...event,
  stream,
  revision,
  position: revision,
  recordedAt: placement.time,
});

/** The event with other data, under a digest that fits them: as somebody would forge it. */
const forged = (event: StoredEvent, change: (data: Json) => unknown): StoredEvent => {
  const data = JSON.stringify(change(JSON.parse(event.data ?? '') as Json));
  const given = JSON.parse(event.metadata ?? '') as Json;
  return { ...event, data, metadata: JSON.stringify({ ...given, digest: digestOf(data) }) };
};

describe('the codec', () => {
  let keys: KeyRing;
  let codec: Codec;
  beforeEach(() => {
    keys = createMemoryKeys();
    codec = createCodec({ schema: SCHEMA, keys, erased: ERASED });
  });

  const encodeOne = async (event: EventToEncode): Promise<StoredEvent> => {
    const [encoded] = await codec.encode([event], placement);
    if (encoded === undefined) throw new Error('Nothing was encoded.');
    return stored(encoded);
  };
  const decodeOne = async (event: StoredEvent) => (await codec.decode([event]))[0];

  it('gives back data and metadata as they were', async () => {
    const event = named();
    expect(await decodeOne(await encodeOne(event))).toEqual({
      kind: 'event',
      id: event.id,
      type: 'PatientNamed',
      stream,
      revision: 3,
      position: 3,
      recordedAt: placement.time,
      data: event.data,
      metadata,
    });
  });

  it('stores no personal field in the clear, and everything else so', async () => {
    const event = await encodeOne(named());
    expect(event.data + (event.metadata ?? '')).not.toMatch(/Meier|gut/);
    expect(JSON.parse(event.data ?? '')).toMatchObject({ patientId: 'p1', words: { messageId: 'm1' } });
  });

  it('skips personal fields that are absent', async () => {
    const { name: _name, words: _words, ...data } = named().data;
    const event = { ...named(), data };
    expect(await decodeOne(await encodeOne(event))).toMatchObject({ kind: 'event', data });
  });

  it('reads a field as erased once its key is gone, and the others still', async () => {
    const event = await encodeOne(named());
    await keys.erase('p1', ['content']);
    expect(await decodeOne(event)).toMatchObject({
      kind: 'event',
      data: { name: 'Meier', words: { text: ERASED, messageId: 'm1' } },
    });
  });

  it('refuses to write for an erased subject, but not what is erased already', async () => {
    await keys.erase('p1', ['contact', 'content']);
    await expect(encodeOne(named())).rejects.toMatchObject({ name: 'KeyError', code: 'fenced' });
    const erased = named({ name: ERASED, words: { text: ERASED } });
    expect(await decodeOne(await encodeOne(erased))).toMatchObject({ data: erased.data });
  });

  it.each<[string, EventToEncode]>([
    ['an event that the catalogue does not have', { ...named(), type: 'Unheard' }],
    ['a personal field without its subject', named({ patientId: undefined })],
    ['data that imitate a seal', named({ note: { $sealed: {} } })],
    ['metadata that imitate the log', { ...named(), metadata: { digest: 'x' } }],
  ])('refuses to encode %s', async (_what, event) => {
    await expect(encodeOne(event)).rejects.toMatchObject({ name: 'CodecError' });
  });

  describe('answers what it cannot read', () => {
    it('unknown-type for a type that the catalogue does not have', async () => {
      const event = await encodeOne(named());
      expect(await decodeOne({ ...event, type: 'toString' })).toMatchObject({ kind: 'unknown-type', type: 'toString' });
    });

    it('newer-version for an event of a later program', async () => {
      const event = await encodeOne({ ...named(), type: 'CaseCounted', data: {} });
      const later = JSON.stringify({ ...(JSON.parse(event.metadata ?? '') as Json), schemaVersion: 2 });
      expect(await decodeOne({ ...event, metadata: later })).toMatchObject({ kind: 'newer-version', version: 2 });
    });

    it.each<[string, Partial<StoredEvent>]>([
      ['bytes that the store could not read', { data: undefined }],
      ['data cut short', { data: '{"patientId":"p1"' }],
      ['metadata that are no object', { metadata: '[]' }],
      ['metadata without a version', { metadata: '{}' }],
      ['personal data in another form than was stored', { data: '{"patientId":"p1","name":"Other"}' }],
    ])('undecodable for %s', async (_what, change) => {
      expect(await decodeOne({ ...(await encodeOne(named())), ...change })).toMatchObject({ kind: 'undecodable' });
    });

    it.each([
      ['who acted', '"id":"anna"', '"id":"eve"'],
      ['in which role', '"role":"provider"', '"role":"auditor"'],
      ['for whom', '"role":"provider"', '"role":"provider","onBehalfOf":"clinic"'],
      ['by which command', '"commandId":"c"', '"commandId":"d"'],
    ])('undecodable for metadata that say otherwise %s', async (_what, was, is) => {
      for (const event of [named(), { ...named(), type: 'CaseCounted', data: {} }]) {
        const written = await encodeOne(event);
        expect(await decodeOne(written)).toMatchObject({ kind: 'event' });
        const metadata = written.metadata?.replace(was, is);
        expect(metadata).not.toBe(written.metadata);
        expect(await decodeOne({ ...written, metadata })).toMatchObject({ kind: 'undecodable' });
      }
    });

    it('undecodable for a seal that was moved from another event', async () => {
      const [one, other] = [await encodeOne(named()), await encodeOne(named({ name: 'Kurz' }))];
      const { name } = JSON.parse(other.data ?? '') as Json;
      expect(await decodeOne(forged(one, (data) => ({ ...data, name })))).toMatchObject({ kind: 'undecodable' });
    });

    it('undecodable for a seal that was moved to another stream', async () => {
      expect(await decodeOne({ ...(await encodeOne(named())), stream: 'patient-2' })).toMatchObject({
        kind: 'undecodable',
      });
    });

    it('undecodable for a tag cut to four bytes', async () => {
      const cut = forged(await encodeOne(named()), (data) => {
        const { $sealed: sealed } = data['name'] as { $sealed: { t: string } };
        const t = Buffer.from(sealed.t, 'base64url').subarray(0, 4).toString('base64url');
        return { ...data, name: { $sealed: { ...sealed, t } } };
      });
      expect(await decodeOne(cut)).toMatchObject({ kind: 'undecodable' });
    });

    it('undecodable for a key that the ring has never had', async () => {
      const event = await encodeOne(named());
      const stranger = createCodec({ schema: SCHEMA, keys: createMemoryKeys(), erased: ERASED });
      expect((await stranger.decode([event]))[0]).toMatchObject({ kind: 'undecodable' });
    });

    it('undecodable for a field under the wrong key', async () => {
      const event = await encodeOne(named());
      const { key } = await keys.keyFor('p2', 'contact');
      const wrong: KeyRing = { ...keys, cachedKey: () => key };
      const decoded = await createCodec({ schema: SCHEMA, keys: wrong, erased: ERASED }).decode([event]);
      expect(decoded[0]).toMatchObject({ kind: 'undecodable' });
    });

    it('for the one event alone, never for the page', async () => {
      const page = [await encodeOne(named()), { ...(await encodeOne(named())), data: undefined }];
      expect((await codec.decode(page)).map((event) => event.kind)).toEqual(['event', 'undecodable']);
    });
  });
});
