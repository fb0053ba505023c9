/** Stored metadata taken apart: what was given to be stored, and what the codec added behind it. */

import type { Json } from './codec.js';
import { digestOf, isMetadataOf } from './header.js';
import { isObject } from './paths.js';

export interface StoredMetadata {
  readonly given: Json;
  readonly schemaVersion: unknown;
  readonly digest: unknown;
  /** Whether the given metadata are those that the header was made for. */
  readonly fit: boolean;
}

/** Throws where the text is no JSON; `undefined` where it is no object. */
export const storedMetadata = (text: string): StoredMetadata | undefined => asWritten(text) ?? whole(text);

/** What the codec adds: `,"schemaVersion":1,"header":"{…}","digest":"…"}`. In a text quotation marks are escaped. */
const VERSION = ',"schemaVersion":';
const HEADER = ',"header":"{';
const DIGEST = '}","digest":"';
const END = '"}';
const DIGEST_LENGTH = 64;

/**
 * Nearly always the metadata stand as the codec wrote them: what was given, to the byte as it was hashed, and behind it
 * what was added. Then only what was given has to be parsed, and nothing written again to be compared. The header is
 * looked into for the digest alone: nothing else of it is handed on here, `verifyDigest` checks it to the byte.
 */
const asWritten = (text: string): StoredMetadata | undefined => {
  const versionAt = text.indexOf(VERSION);
  const headerAt = text.indexOf(HEADER, versionAt);
  const digestAt = text.length - END.length - DIGEST_LENGTH;
  if (versionAt === -1 || headerAt === -1 || !text.startsWith(DIGEST, digestAt - DIGEST.length)) return undefined;
  if (!text.endsWith(END)) return undefined;
  const version = text.slice(versionAt + VERSION.length, headerAt);
  const schemaVersion = Number(version);
  const given = `${text.slice(0, versionAt)}}`;
  if (String(schemaVersion) !== version) return undefined;
  if (!text.includes(`\\"metadata\\":\\"${digestOf(given)}\\"`, headerAt)) return undefined;
  const value: unknown = JSON.parse(given);
  return isObject(value)
    ? { given: value, schemaVersion, digest: text.slice(digestAt, -END.length), fit: true }
    : undefined;
};

const whole = (text: string): StoredMetadata | undefined => {
  const metadata: unknown = JSON.parse(text);
  if (!isObject(metadata)) return undefined;
  const { schemaVersion, header, digest, ...given } = metadata;
  return { given, schemaVersion, digest, fit: typeof header === 'string' && isMetadataOf(header, given) };
};
