import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { createMemoryKeys } from '../keys/memory.js';
import type { StoredEvent } from '../port.js';
import type { Json } from './codec.js';
import { createCodec } from './create.js';
import { additionsOf, headerOf, verifyDigest } from './header.js';

const codec = createCodec({
  schema: { CaseShared: { version: 2, personal: {} } },
  keys: createMemoryKeys(),
  erased: { erased: true },
});

const shared = async (data: Json): Promise<StoredEvent> => {
  const id = '7c0e1f6e-0f0a-4a53-9a2e-0d0b4b6f3d11';
  const metadata = { actor: { id: 'anna', role: 'provider' }, commandId: 'c', causationId: 'q', correlationId: 'r' };
  const placement = { stream: 'case-1', firstRevision: 4, time: '2026-03-01T07:00:00.000Z' };
  const [encoded] = await codec.encode([{ id, type: 'CaseShared', data, metadata }], placement);
  if (encoded === undefined) throw new Error('Nothing was encoded.');
  return { ...encoded, stream: 'case-1', revision: 4, position: 90, recordedAt: placement.time };
};

describe('the stored header', () => {
  it('is canonical text of everything but the position, with the digest of the stored data', async () => {
    const event = await shared({ caseId: '1', basis: { consentId: 'consent-7' } });
    const digest = createHash('sha256')
      .update(event.data ?? '')
      .digest('hex');
    expect(additionsOf(event)).toEqual({
      schemaVersion: 2,
      digest,
      header:
        `{"actor":"anna","causationId":"q","commandId":"c","consentId":"consent-7","correlationId":"r","digest":"${digest}",` +
        '"id":"7c0e1f6e-0f0a-4a53-9a2e-0d0b4b6f3d11","revision":4,"schemaVersion":2,"stream":"case-1",' +
        '"time":"2026-03-01T07:00:00.000Z","type":"CaseShared","v":1}',
    });
  });

  it('is RFC 8785 text whatever stands in it', () => {
    const text = fc.string({ unit: 'binary' });
    const ids = fc.record(
      { commandId: text, causationId: text, correlationId: text, consentId: text },
      { requiredKeys: [] },
    );
    const place = fc.record({
      stream: text,
      revision: fc.nat(),
      id: text,
      type: text,
      schemaVersion: fc.nat(),
      time: text,
      digest: text,
    });
    fc.assert(
      fc.property(place, ids, text, (at, { consentId, ...metadata }, actor) => {
        const data = consentId === undefined ? {} : { consentId };
        const header = { ...at, ...metadata, ...data, actor, v: 1 };
        expect(headerOf(at, { ...metadata, actor: { id: actor } }, data)).toBe(canonicalize(header));
      }),
    );
  });

  it('names no consent where the event names none', async () => {
    expect(additionsOf(await shared({ caseId: '1' }))?.header).not.toContain('consentId');
  });

  it('proves an unchanged event without any key', async () => {
    expect(verifyDigest(await shared({ caseId: '1' }))).toBe('sound');
  });

  it.each<[string, string, (event: StoredEvent) => Partial<StoredEvent>]>([
    ['changed data', 'data-changed', ({ data = '' }) => ({ data: data.replace('"1"', '"2"') })],
    ['another stream', 'header-changed', () => ({ stream: 'case-2' })],
    ['another revision', 'header-changed', () => ({ revision: 5 })],
    ['another id', 'header-changed', () => ({ id: '7c0e1f6e-0f0a-4a53-9a2e-0d0b4b6f3d12' })],
    ['another type', 'header-changed', () => ({ type: 'CaseUnshared' })],
    [
      'a changed digest',
      'data-changed',
      ({ metadata = '' }) => ({ metadata: metadata.replace(/("digest":").(?=[^"]+"}$)/, '$1-') }),
    ],
    [
      'a changed header',
      'header-changed',
      ({ metadata = '' }) => ({ metadata: metadata.replace('\\"v\\":1', '\\"v\\": 1') }),
    ],
    ['lost bytes', 'unreadable', () => ({ data: undefined })],
    ['metadata of no log', 'unreadable', () => ({ metadata: '{}' })],
  ])('shows %s', async (_what, found, change) => {
    const event = await shared({ caseId: '1' });
    expect(verifyDigest({ ...event, ...change(event) })).toBe(found);
  });
});
