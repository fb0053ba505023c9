import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createMemoryKeys } from '../keys/memory.js';
import type { Json } from './codec.js';
import { createCodec } from './create.js';
import { readMetadata } from './metadata.js';

const codec = createCodec({
  schema: { CaseClosed: { version: 3, personal: {} } },
  keys: createMemoryKeys(),
  erased: '',
});

const stored = async (metadata: Json): Promise<string> => {
  const event = { id: '2c1d7f70-7d0c-4a0e-9a0a-3f7f8f1f2b11', type: 'CaseClosed', data: { caseId: '1' }, metadata };
  const [encoded] = await codec.encode([event], {
    stream: 'case-1',
    firstRevision: 0,
    time: '2026-01-01T00:00:00.000Z',
  });
  return encoded?.metadata ?? '';
};

const given = fc
  .dictionary(fc.string(), fc.jsonValue())
  .filter((one) => !['schemaVersion', 'header', 'digest', '__proto__'].some((name) => Object.hasOwn(one, name)));

describe('stored metadata', () => {
  it('are read as they were given, whatever names and values they have', async () => {
    await fc.assert(
      fc.asyncProperty(given, async (metadata) => {
        const read = readMetadata(await stored(metadata));
        expect(read).toEqual({
          given: JSON.parse(JSON.stringify(metadata)) as Json,
          schemaVersion: 3,
          digest: expect.stringMatching(/^[0-9a-f]{64}$/),
          fitHeader: true,
        });
      }),
    );
  });

  it('that hold the words of the log themselves are read to their end', async () => {
    const metadata = { actor: { id: 'a', schemaVersion: 1, header: '{"metadata":"x"}', digest: 'd' } };
    expect(readMetadata(await stored(metadata))).toMatchObject({ given: metadata, schemaVersion: 3, fitHeader: true });
  });

  it('with another character somewhere are what JSON says they are, or do not fit their header', async () => {
    const text = await stored({ actor: { id: 'anna', role: 'provider' }, commandId: 'c' });
    const end = text.indexOf(',"header":');
    fc.assert(
      fc.property(fc.nat(end - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, character) => {
        const changed = text.slice(0, at) + character + text.slice(at + 1);
        const read = readMetadata(changed);
        if (read?.fitHeader !== true) return;
        const { schemaVersion, header: _header, digest, ...rest } = JSON.parse(changed) as Json;
        expect(read).toEqual({ given: rest, schemaVersion, digest, fitHeader: true });
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['nothing', undefined],
    ['no JSON', '{"actor":'],
    ['no object', '[]'],
  ])('are undefined where there is %s', (_what, text) => {
    expect(readMetadata(text)).toBeUndefined();
  });
});
