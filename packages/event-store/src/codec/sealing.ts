/**
 * Sealing one personal field: AES-256-GCM under the key of its subject and class. The additional data bind it to its
 * place, so that a sealed value moved to another event, field or stream does not open (docs/compliance.md).
 */

import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';
import type { SealingKey } from '../keys/key-ring.js';
import { isObject } from './paths.js';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The member by which a sealed field is known; no other data may use it. */
export const SEAL = '$sealed';

/** Where a sealed field stands. */
export interface SealedPlace {
  readonly stream: string;
  readonly eventId: string;
  readonly path: string;
}

/** Key id, nonce, ciphertext and tag, the last three in base64url. */
export interface Sealed {
  readonly k: string;
  readonly n: string;
  readonly c: string;
  readonly t: string;
}

export interface SealedField {
  readonly [SEAL]: Sealed;
}

/** RFC 8785 text of place and key id: the members are in canonical order, and JSON.stringify writes strings as it asks. */
const additionalData = ({ stream, eventId, path }: SealedPlace, keyId: string): Buffer =>
  Buffer.from(JSON.stringify({ event: eventId, key: keyId, path, stream }));

/** Random bytes are taken from the system for many nonces at once; each is used once. */
const NONCES_AT_ONCE = 256;
let nonces = Buffer.alloc(0);

const nextNonce = (): Buffer => {
  if (nonces.length === 0) nonces = randomBytes(NONCE_BYTES * NONCES_AT_ONCE);
  const nonce = nonces.subarray(0, NONCE_BYTES);
  nonces = nonces.subarray(NONCE_BYTES);
  return nonce;
};

export const seal = (value: unknown, place: SealedPlace, { id, key }: SealingKey): SealedField => {
  const nonce = nextNonce();
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(additionalData(place, id));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
  return {
    [SEAL]: {
      k: id,
      n: nonce.toString('base64url'),
      c: sealed.toString('base64url'),
      t: cipher.getAuthTag().toString('base64url'),
    },
  };
};

/** Opens a sealed field; throws where key, place, nonce, ciphertext or tag are not those it was sealed with. */
export const open = (sealed: Sealed, place: SealedPlace, key: KeyObject): unknown => {
  const decipher = createDecipheriv(CIPHER, key, bytes(sealed.n, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(additionalData(place, sealed.k));
  decipher.setAuthTag(bytes(sealed.t, TAG_BYTES));
  const text = decipher.update(bytes(sealed.c), undefined, 'utf8') + decipher.final('utf8');
  const value: unknown = JSON.parse(text);
  return value;
};

/** Whole groups of four, then a rest whose last character has no bit beyond the last byte. */
const BASE64URL = /^(?:[\w-]{4})*(?:[\w-][AQgw]|[\w-]{2}[AEIMQUYcgkosw048])?$/;

/** Strict base64url: one text for one value, so that no bit of what is stored is without meaning. */
const bytes = (text: string, length?: number): Buffer => {
  const decoded = Buffer.from(text, 'base64url');
  if (!BASE64URL.test(text) || (length !== undefined && decoded.length !== length)) {
    throw new Error('A sealed field is malformed.');
  }
  return decoded;
};

/** What a sealed field holds, if this is one. */
export const sealedIn = (value: unknown): Sealed | undefined => {
  if (!isObject(value) || !Object.hasOwn(value, SEAL)) return undefined;
  const sealed = value[SEAL];
  return isObject(sealed) &&
    [sealed['k'], sealed['n'], sealed['c'], sealed['t']].every((part) => typeof part === 'string')
    ? (sealed as unknown as Sealed)
    : undefined;
};
