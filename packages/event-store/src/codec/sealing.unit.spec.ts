import { describe, expect, it } from '@jest/globals';
import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { createMemoryKeys } from '../keys/memory.js';
import type { StoredEvent } from '../port.js';
import { createCodec } from './create.js';
import { open, SEAL, seal, type Sealed, sealedIn } from './sealing.js';

const numRuns = process.env['KONSIL_LONG'] === '1' ? 5_000 : 100;
const sealingKey = { id: randomUUID(), key: createSecretKey(randomBytes(32)) };
const place = { stream: 'patient-1', eventId: randomUUID(), path: 'words.text' };

const codec = createCodec({
  schema: { Named: { version: 1, personal: { name: { subject: 'id', class: 'contact' } } } },
  keys: createMemoryKeys(),
  erased: { erased: true },
});
const time = '2026-03-01T07:00:00.000Z';

const stored = async (name: unknown): Promise<StoredEvent> => {
  const event = { id: randomUUID(), type: 'Named', data: { id: 'p1', name }, metadata: {} };
  const [encoded] = await codec.encode([event], { stream: 's-1', firstRevision: 0, time });
  if (encoded === undefined) throw new Error('Nothing was encoded.');
  return { ...encoded, stream: 's-1', revision: 0, position: 0, recordedAt: time };
};

describe('a sealed field', () => {
  it.each<[string, (sealed: Sealed) => Partial<Sealed>]>([
    ['the other base64 alphabet', ({ c }) => ({ c: c.replaceAll('-', '+').replaceAll('_', '/') })],
    ['an end', ({ t }) => ({ t: `${t}==` })],
    ['a bit beyond the last byte', ({ t }) => ({ t: t.slice(0, -1) + String.fromCharCode(t.charCodeAt(21) + 1) })],
    ['a space', ({ n }) => ({ n: `${n.slice(0, -1)} ${n.slice(-1)}` })],
  ])('is written in one way only: not with %s, although it decodes to the same bytes', (_what, changed) => {
    const sealed = seal('m'.repeat(1000), place, sealingKey)[SEAL];
    expect(() => open({ ...sealed, ...changed(sealed) }, place, sealingKey.key)).toThrow('malformed');
  });

  it('opens to any JSON value that was sealed', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const sealed = seal(value, place, sealingKey);
        expect(open(sealed[SEAL], place, sealingKey.key)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns },
    );
  });

  it('comes back from the log as any JSON value that went in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (name) => {
        const [decoded] = await codec.decode([await stored(name)]);
        const expected = { id: 'p1', name: JSON.parse(JSON.stringify(name)) as unknown };
        expect(decoded).toMatchObject({ kind: 'event', data: expected });
      }),
      { numRuns },
    );
  });

  it('never opens to a wrong value when any byte of the stored data is changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.nat(), fc.integer({ min: 1, max: 127 }), async (name, where, change) => {
        const event = await stored(name);
        const bytes = Buffer.from(event.data ?? '');
        const at = where % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ change;
        const [decoded] = await codec.decode([{ ...event, data: bytes.toString('utf8') }]);
        expect(decoded?.kind).toBe('undecodable');
      }),
      { numRuns },
    );
  });

  it('never opens when any part of the seal itself is changed', () => {
    fc.assert(
      fc.property(fc.constantFrom('k', 'n', 'c', 't'), fc.nat(), fc.string({ minLength: 1 }), (part, where, other) => {
        const sealed = seal('Meier', place, sealingKey)[SEAL];
        const at = where % sealed[part].length;
        const text = sealed[part].slice(0, at) + (other[0] ?? '') + sealed[part].slice(at + 1);
        fc.pre(text !== sealed[part]);
        expect(() => open({ ...sealed, [part]: text }, place, sealingKey.key)).toThrow();
      }),
      { numRuns },
    );
  });

  it.each([
    ['stream', { ...place, stream: 'patient-2' }],
    ['event', { ...place, eventId: randomUUID() }],
    ['path', { ...place, path: 'words' }],
  ])('does not open at another %s', (_what, elsewhere) => {
    const sealed = seal('Meier', place, sealingKey);
    expect(() => open(sealed[SEAL], elsewhere, sealingKey.key)).toThrow();
  });

  it('is bound to the canonical text of its place', () => {
    const members = { stream: 's"1', event: 'é', path: 'a.b', key: 'k' };
    expect(JSON.stringify({ event: 'é', key: 'k', path: 'a.b', stream: 's"1' })).toBe(canonicalize(members));
  });

  it('is recognised only in its whole form', () => {
    expect(sealedIn({ [SEAL]: { k: 'k', n: 'n', c: 'c' } })).toBeUndefined();
    expect(sealedIn({ [SEAL]: 'text' })).toBeUndefined();
    expect(sealedIn(seal(1, place, sealingKey))).toMatchObject({ k: sealingKey.id });
  });
});
