/** Puts the codec together from the catalogue, the keys and the value that stands for erased data. */

import { isDeepStrictEqual } from 'node:util';
import { isKeyError, type KeyAnswer, type KeyRing } from '../keys/key-ring.js';
import type { Codec, Decoded, EventToEncode, Placement, Schema } from './codec.js';
import { completeDecoding, parseStored, type Parsed } from './decoding.js';
import { encodeEvent } from './encoding.js';

export interface CodecOptions {
  /** The catalogue: every event type with version, personal fields and upcasters. */
  readonly schema: Schema;
  readonly keys: KeyRing;
  /** What a field reads as when its key is gone; given to be written it stays as it is. */
  readonly erased: unknown;
}

/**
 * Encoding throws `CodecError` where event and catalogue disagree and `KeyError` (`fenced`) where the subject has been
 * erased. Decoding answers with a kind of its own for what it can't read: unknown type, newer version, undecodable.
 * Metadata are compared with the header of every event; digests of data without personal fields are not verified here,
 * `verifyDigest` does that for all.
 */
export const createCodec = ({ schema, keys, erased }: CodecOptions): Codec => {
  const isErased = (value: unknown): boolean => isDeepStrictEqual(value, erased);
  return {
    encode: (events: readonly EventToEncode[], placement: Placement) =>
      Promise.all(
        events.map((event, index) =>
          encodeEvent(event, placement, placement.firstRevision + index, { schema, keys, isErased }),
        ),
      ),
    decode: async (events) => {
      const parsed = events.map((event) => parseStored(event, schema));
      const missing = missingKeys(parsed, keys);
      const fetched = missing.size === 0 ? NONE : await fetchKeys(missing, keys);
      const keyOf = (keyId: string): KeyAnswer => fetched.get(keyId) ?? keys.cachedKey(keyId) ?? 'unknown';
      return parsed.map((event): Decoded =>
        'decoded' in event ? event.decoded : completeDecoding(event, schema, erased, keyOf),
      );
    },
  };
};

const NONE: ReadonlyMap<string, KeyAnswer> = new Map();

const missingKeys = (parsed: readonly Parsed[], keys: KeyRing): Set<string> => {
  const missing = new Set<string>();
  for (const event of parsed) {
    if ('decoded' in event) continue;
    for (const { sealed } of event.fields) if (keys.cachedKey(sealed.k) === undefined) missing.add(sealed.k);
  }
  return missing;
};

/** A key that can't be unwrapped makes its fields unreadable, not the whole page. */
const fetchKeys = async (ids: ReadonlySet<string>, keys: KeyRing): Promise<ReadonlyMap<string, KeyAnswer>> => {
  const answers = [...ids].map(async (id): Promise<[string, KeyAnswer]> => {
    try {
      return [id, await keys.keyById(id)];
    } catch (error) {
      if (isKeyError(error, 'damaged-key')) return [id, 'unknown'];
      throw error;
    }
  });
  return new Map(await Promise.all(answers));
};
