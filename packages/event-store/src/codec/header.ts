/**
 * The canonical header that is stored with each event, and the digest of its stored bytes: what a later proof covers
 * without any key (docs/compliance.md, Tamper evidence). The log position is no part of it: it is known only afterwards.
 */

import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { StoredEvent } from '../port.js';
import type { Json } from './codec.js';
import { isObject } from './paths.js';

/** Format of the header. */
const HEADER_VERSION = 1;

/** Members of a header as it is stored, in RFC 8785 text. */
export interface Header {
  readonly v: number;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  /** The writer's clock, ISO 8601 UTC. */
  readonly time: string;
  readonly actor?: string;
  readonly commandId?: string;
  readonly causationId?: string;
  readonly correlationId?: string;
  /** The consent that the event is about or that it rests on. */
  readonly consentId?: string;
  /** SHA-256 of the stored data, lower-case hex. */
  readonly digest: string;
}

/** What the log adds to the given metadata. */
export interface StoredAdditions {
  readonly schemaVersion: number;
  readonly header: string;
  readonly digest: string;
}

export const digestOf = (storedData: string): string => hash('sha256', storedData, 'hex');

const textIn = (data: Json, name: string): string | undefined => {
  const value = data[name];
  return typeof value === 'string' ? value : undefined;
};

const idIn = (value: unknown, name: string): string | undefined => (isObject(value) ? textIn(value, name) : undefined);

/** The header of an event at its place; `data` before sealing, for the consent it names. */
export const headerOf = (
  place: Pick<Header, 'stream' | 'revision' | 'id' | 'type' | 'schemaVersion' | 'time' | 'digest'>,
  metadata: Json,
  data: Json,
): string => {
  // RFC 8785 wants the members in this order, and strings and whole numbers as JSON.stringify writes them.
  return JSON.stringify({
    actor: idIn(metadata['actor'], 'id'),
    causationId: textIn(metadata, 'causationId'),
    commandId: textIn(metadata, 'commandId'),
    consentId: textIn(data, 'consentId') ?? idIn(data['basis'], 'consentId'),
    correlationId: textIn(metadata, 'correlationId'),
    digest: place.digest,
    id: place.id,
    revision: place.revision,
    schemaVersion: place.schemaVersion,
    stream: place.stream,
    time: place.time,
    type: place.type,
    v: HEADER_VERSION,
  });
};

/** What {@link verifyDigest} finds. */
export type Soundness =
  | 'sound'
  /** Data or metadata can't be read at all. */
  | 'unreadable'
  /** The stored data are not those of the digest. */
  | 'data-changed'
  /** The header is not canonical, or says another digest or place than the log does. */
  | 'header-changed';

/** Whether a stored event is still what was written, as far as that can be told from the event alone; needs no key. */
export const verifyDigest = (stored: StoredEvent): Soundness => {
  const additions = additionsOf(stored);
  if (additions === undefined || stored.data === undefined) return 'unreadable';
  if (digestOf(stored.data) !== additions.digest) return 'data-changed';
  const header = parsed(additions.header);
  if (header === undefined || canonicalize(header) !== additions.header) return 'header-changed';
  const place = {
    stream: stored.stream,
    revision: stored.revision,
    id: stored.id,
    type: stored.type,
    schemaVersion: additions.schemaVersion,
    digest: additions.digest,
  };
  return Object.entries(place).every(([name, value]) => header[name] === value) ? 'sound' : 'header-changed';
};

/** What the log has added to an event's metadata, if it is readable. */
export const additionsOf = (stored: StoredEvent): StoredAdditions | undefined => {
  const { schemaVersion, header, digest } = parsed(stored.metadata) ?? {};
  if (typeof schemaVersion !== 'number' || typeof header !== 'string' || typeof digest !== 'string') return undefined;
  return { schemaVersion, header, digest };
};

const parsed = (text: string | undefined): Json | undefined => {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};
