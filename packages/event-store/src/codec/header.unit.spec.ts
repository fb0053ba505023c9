import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { createMemoryKeys } from '../keys/memory.js';
import type { StoredEvent } from '../port.js';
import type { Json } from './codec.js';
import { createCodec } from './create.js';
import { additionsOf, canonicalText, headerOf, verifyDigest } from './header.js';

const codec = createCodec({
  schema: { CaseShared: { version: 2, personal: {} } },
  keys: createMemoryKeys(),
  erased: { erased: true },
});

const shared = async (data: Json): Promise<StoredEvent> => {
  const id = '7c0e1f6e-0f0a-4a53-9a2e-0d0b4b6f3d11';
  const metadata = {
    actor: { id: 'anna', role: 'provider', onBehalfOf: 'praxis' },
    commandId: 'c',
    causationId: 'q',
    correlationId: 'r',
  };
  const placement = { stream: 'case-1', firstRevision: 4, time: '2026-03-01T07:00:00.000Z' };
  const [encoded] = await codec.encode([{ id, type: 'CaseShared', data, metadata }], placement);
  if (encoded === undefined) throw new Error('Nothing was encoded.');
  return { ...encoded, stream: 'case-1', revision: 4, position: 90, recordedAt: placement.time };
};

/** The event with something else in its metadata. */
const replaced =
  (was: string, is: string) =>
  ({ metadata = '' }: StoredEvent): Partial<StoredEvent> => {
    if (!metadata.includes(was)) throw new Error('Nothing is replaced.');
    return { metadata: metadata.replace(was, is) };
  };

describe('the stored header', () => {
  it('is canonical text of everything but the position, with the digest of the stored data', async () => {
    const event = await shared({ caseId: '1', basis: { consentId: 'consent-7' } });
    const digest = createHash('sha256')
      .update(event.data ?? '')
      .digest('hex');
    const given =
      '{"actor":{"id":"anna","onBehalfOf":"praxis","role":"provider"},"causationId":"q","commandId":"c","correlationId":"r"}';
    const metadataDigest = createHash('sha256').update(given).digest('hex');
    expect(additionsOf(event)).toEqual({
      schemaVersion: 2,
      digest,
      header:
        `{"actor":"anna","causationId":"q","commandId":"c","consentId":"consent-7","correlationId":"r","digest":"${digest}",` +
        `"id":"7c0e1f6e-0f0a-4a53-9a2e-0d0b4b6f3d11","metadata":"${metadataDigest}",` +
        '"revision":4,"schemaVersion":2,"stream":"case-1",' +
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
        const given = { ...metadata, actor: { id: actor } };
        const digest = createHash('sha256')
          .update(canonicalize(given) ?? '')
          .digest('hex');
        const header = { ...at, ...metadata, ...data, actor, metadata: digest, v: 1 };
        expect(headerOf(at, given, data)).toBe(canonicalize(header));
      }),
    );
  });

  it('covers metadata in RFC 8785 text, whatever names and values they have', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (given) => {
        expect(canonicalText(given)).toBe(canonicalize(given));
      }),
    );
  });

  it('takes the same metadata written in another order as unchanged', async () => {
    const event = await shared({ caseId: '1' });
    const turned = JSON.stringify(
      Object.fromEntries(Object.entries(JSON.parse(event.metadata ?? '') as Json).toReversed()),
    );
    expect(turned).not.toBe(event.metadata);
    expect(verifyDigest({ ...event, metadata: turned })).toBe('sound');
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
    ['another role', 'metadata-changed', replaced('"role":"provider"', '"role":"auditor"')],
    ['another principal', 'metadata-changed', replaced('"onBehalfOf":"praxis"', '"onBehalfOf":"clinic"')],
    ['another actor', 'metadata-changed', replaced('"id":"anna"', '"id":"eve"')],
    ['another command', 'metadata-changed', replaced('"commandId":"c"', '"commandId":"d"')],
    ['metadata added', 'metadata-changed', replaced('{"actor"', '{"purpose":"x","actor"')],
    ['another actor in the header', 'header-changed', replaced('\\"actor\\":\\"anna', '\\"actor\\":\\"eve')],
    ['lost bytes', 'unreadable', () => ({ data: undefined })],
    ['metadata of no log', 'unreadable', () => ({ metadata: '{}' })],
  ])('shows %s', async (_what, found, change) => {
    const event = await shared({ caseId: '1' });
    expect(verifyDigest({ ...event, ...change(event) })).toBe(found);
  });
});
