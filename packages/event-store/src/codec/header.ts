/**
 * The canonical header that is stored with each event, and the digest of its stored bytes: what a later proof covers
 * without any key (docs/compliance.md, Tamper evidence). The log position is no part of it: it is known only afterwards.
 */

import { hash } from 'node:crypto';
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
  /** SHA-256 of the RFC 8785 text of the given metadata: who acted in which role, for whom, and all else. */
  readonly metadata: string;
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

/** RFC 8785 text of metadata, so that who reads need not sort them again. What is no JSON is left out, as in JSON. */
export const canonicalText = (value: unknown): string =>
  isObject(value) && isInOrder(value) ? JSON.stringify(value) : sortedText(value);

/** Whether every object in it has its members in canonical order and none says itself what its JSON is. */
const isInOrder = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isInOrder);
  if (!isObject(value) || 'toJSON' in value) return false;
  let before = '';
  for (const name of Object.keys(value)) {
    if (name < before || !isInOrder(value[name])) return false;
    before = name;
  }
  return true;
};

const sortedText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map((item) => sortedText(item ?? null)).join(',')}]`;
  if (!isObject(value) || typeof value['toJSON'] === 'function') return JSON.stringify(value) ?? 'null';
  const members: string[] = [];
  for (const name of Object.keys(value).sort()) {
    if (value[name] !== undefined) members.push(`${JSON.stringify(name)}:${sortedText(value[name])}`);
  }
  return `{${members.join(',')}}`;
};

/** Whether metadata, without what the log added, are those that the header was made for. Never throws. */
export const isMetadataOf = (header: string, given: Json): boolean => {
  // Inside a value of a header the quotation marks would be escaped.
  const names = (text: string): boolean => header.includes(`"metadata":"${digestOf(text)}"`);
  try {
    // Stored in canonical order, they nearly always are their own canonical text.
    return names(JSON.stringify(given)) || names(canonicalText(given));
  } catch {
    return false;
  }
};

/** The header of an event at its place; `data` as they are stored, for the consent they name. */
export const headerOf = (
  place: Pick<Header, 'stream' | 'revision' | 'id' | 'type' | 'schemaVersion' | 'time' | 'digest'>,
  metadata: Json,
  data: Json,
  metadataDigest = digestOf(canonicalText(metadata)),
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
    metadata: metadataDigest,
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
  /** The stored metadata (actor, role, on whose behalf, command, causes) are not those of the header. */
  | 'metadata-changed'
  /** The header is not canonical, or says another digest, place, actor, cause or consent than the log does. */
  | 'header-changed';

/** Whether a stored event is still what was written, as far as that can be told from the event alone; needs no key. */
export const verifyDigest = (stored: StoredEvent): Soundness => {
  const additions = additionsOf(stored);
  if (additions === undefined || stored.data === undefined) return 'unreadable';
  if (digestOf(stored.data) !== additions.digest) return 'data-changed';
  const header = parsed(additions.header);
  const data = parsed(stored.data);
  const given = givenMetadataOf(stored);
  if (data === undefined || given === undefined) return 'unreadable';
  if (header === undefined || typeof header['time'] !== 'string') return 'header-changed';
  if (!isMetadataOf(additions.header, given)) return 'metadata-changed';
  const { stream, revision, id, type } = stored;
  const { schemaVersion, digest } = additions;
  const place = { stream, revision, id, type, schemaVersion, time: header['time'], digest };
  return headerOf(place, given, data) === additions.header ? 'sound' : 'header-changed';
};

const givenMetadataOf = (stored: StoredEvent): Json | undefined => {
  const metadata = parsed(stored.metadata);
  if (metadata === undefined) return undefined;
  const { schemaVersion: _version, header: _header, digest: _digest, ...given } = metadata;
  return given;
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
