/**
 * The canonical header that is stored with each event, and the digest of its stored bytes: what a later proof covers
 * without any key (docs/compliance.md, Tamper evidence). The log position is no part of it: it is known only afterwards.
 */

import { hash } from 'node:crypto';
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
