import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createMemoryKeys } from '../keys/memory.js';
import type { Json } from './codec.js';
import { createCodec } from './create.js';
import { storedMetadata, type StoredMetadata } from './stored-metadata.js';

const numRuns = process.env['KONSIL_LONG'] === '1' ? 20_000 : 300;
const codec = createCodec({ schema: { Noted: { version: 3, personal: {} } }, keys: createMemoryKeys(), erased: null });

const written = async (metadata: Json): Promise<string> => {
  const event = { id: '0f8b3c52-4a1e-4f43-9c53-0c9b7f6f3d10', type: 'Noted', data: {}, metadata };
  const placement = { stream: 's-1', firstRevision: 0, time: '2026-03-01T07:00:00.000Z' };
  const [encoded] = await codec.encode([event], placement);
  return encoded?.metadata ?? '';
};

const readable = (text: string): StoredMetadata | undefined => {
  try {
    return storedMetadata(text);
  } catch {
    return undefined;
  }
};

const byAnna = { actor: { id: 'anna', role: 'provider' }, commandId: 'c-1' };

describe('stored metadata', () => {
  it('come back as they were given, whatever names and values they have', () =>
    fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.oneof(fc.string(), fc.constant('note')), fc.jsonValue()),
        async ({ schemaVersion: _version, header: _header, digest: _digest, ...metadata }) => {
          const { given, schemaVersion, fit } = storedMetadata(await written(metadata)) ?? {};
          expect({ given, schemaVersion, fit }).toEqual({
            given: JSON.parse(JSON.stringify(metadata)) as unknown,
            schemaVersion: 3,
            fit: true,
          });
        },
      ),
      { numRuns },
    ));

  it('may name a schema version of their own further down', async () => {
    const metadata = { about: { a: 1, schemaVersion: 7 } };
    expect(storedMetadata(await written(metadata))).toMatchObject({ given: metadata, schemaVersion: 3, fit: true });
  });

  it('are those of the header in whatever order and spacing they are stored', async () => {
    const { commandId, actor, ...added } = JSON.parse(await written(byAnna)) as Json;
    const text = JSON.stringify({ commandId, ...added, actor }, null, 2);
    expect(storedMetadata(text)).toMatchObject({ given: byAnna, fit: true });
  });

  it('never pass for those of the header when a byte has changed', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 127 }), async (where, change) => {
        const bytes = Buffer.from(await written(byAnna));
        const at = where % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ change;
        const read = readable(bytes.toString('utf8'));
        if (read?.fit === true) expect(read.given).toEqual(byAnna);
      }),
      { numRuns },
    ));

  it.each([
    ['behind the digest', (text: string) => `${text.slice(0, -1)},"actor":{"id":"eve"}}`],
    ['in front of the header', (text: string) => text.replace('"header":', '"actor":{"id":"eve"},"header":')],
    [
      'out of the header',
      (text: string) => text.replace('"header":"{', '"header":"{}","actor":{"id":"eve"},"more":"{'),
    ],
  ])('give no way to a member that was put %s', async (_where, changed) => {
    const read = readable(changed(await written(byAnna)));
    if (read?.fit === true) expect(read.given).toEqual(byAnna);
  });

  it('are none where the text is no object', () => {
    expect(storedMetadata('[]')).toBeUndefined();
    expect(() => storedMetadata('{')).toThrow(SyntaxError);
  });
});
