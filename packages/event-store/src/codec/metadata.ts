/**
 * Metadata as they are stored: those that were given, and behind them what the log added. Whether the given ones are those
 * that the header was made for is found out while they are read.
 */

import type { StoredEvent } from '../port.js';
import type { Json } from './codec.js';
import { canonicalText, digestOf } from './header.js';
import { isObject } from './paths.js';

/** What the log adds to the given metadata. */
export interface StoredAdditions {
  readonly schemaVersion: number;
  readonly header: string;
  readonly digest: string;
}

export interface StoredMetadata {
  readonly given: Json;
  /** As stored, whatever it is: a changed event may hold anything. */
  readonly schemaVersion: unknown;
  readonly digest: unknown;
  /** Whether the header names the digest of the given metadata. */
  readonly fitHeader: boolean;
}

/** The JSON object of a text; undefined where it holds none. */
export const objectIn = (text: string | undefined): Json | undefined => {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** Undefined where the text holds no JSON object. Never throws. */
export const readMetadata = (text: string | undefined): StoredMetadata | undefined =>
  text === undefined ? undefined : (inParts(text) ?? asWhole(text));

/** What the log has added to an event's metadata, if it is readable. */
export const additionsOf = (stored: StoredEvent): StoredAdditions | undefined => {
  const { schemaVersion, header, digest } = objectIn(stored.metadata) ?? {};
  if (typeof schemaVersion !== 'number' || typeof header !== 'string' || typeof digest !== 'string') return undefined;
  return { schemaVersion, header, digest };
};

/** What stands around the values that the codec adds; inside a text the quotation marks would be escaped. */
const BEFORE_VERSION = ',"schemaVersion":';
const BEFORE_HEADER = ',"header":"';
const BEFORE_DIGEST = '","digest":"';
const END = '"}';
const DIGEST_LENGTH = 64;

/**
 * As the codec writes them the given metadata stand first, and their text is the very one that the header names: neither
 * it nor the header need be read to find that out. Undefined where the text is not so, or they do not fit.
 */
const inParts = (text: string): StoredMetadata | undefined => {
  const versionAt = text.indexOf(BEFORE_VERSION);
  const headerAt = text.indexOf(BEFORE_HEADER, versionAt);
  const digestAt = text.length - END.length - DIGEST_LENGTH;
  if (versionAt === -1 || headerAt === -1 || !text.endsWith(END)) return undefined;
  if (!text.startsWith(BEFORE_DIGEST, digestAt - BEFORE_DIGEST.length)) return undefined;
  const givenText = `${text.slice(0, versionAt)}}`;
  if (!text.includes(`\\"metadata\\":\\"${digestOf(givenText)}\\"`, headerAt)) return undefined;
  const given = objectIn(givenText);
  const versionText = text.slice(versionAt + BEFORE_VERSION.length, headerAt);
  const schemaVersion = Number(versionText);
  if (given === undefined || String(schemaVersion) !== versionText) return undefined;
  return { given, schemaVersion, digest: text.slice(digestAt, -END.length), fitHeader: true };
};

const asWhole = (text: string): StoredMetadata | undefined => {
  const whole = objectIn(text);
  if (whole === undefined) return undefined;
  const { schemaVersion, header, digest, ...given } = whole;
  return { given, schemaVersion, digest, fitHeader: fits(header, given) };
};

/** Inside a value of a header the quotation marks would be escaped. */
const fits = (header: unknown, given: Json): boolean => {
  try {
    return typeof header === 'string' && header.includes(`"metadata":"${digestOf(canonicalText(given))}"`);
  } catch {
    return false;
  }
};
