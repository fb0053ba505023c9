/** From what the log stores to an event, or to a typed answer why it can't be read. Never throws for what is stored. */

import type { KeyAnswer } from '../keys/key-ring.js';
import type { StoredEvent } from '../port.js';
import type { Decoded, Json, Schema } from './codec.js';
import { digestOf } from './header.js';
import { isObject } from './paths.js';
import { open, SEAL, sealedIn, type Sealed } from './sealing.js';
import { storedMetadata, type StoredMetadata } from './stored-metadata.js';

/** A sealed field as it was found: its place and what it takes to put the opened value there. */
interface Found {
  readonly path: string;
  readonly sealed: Sealed;
  readonly put: (value: unknown) => void;
}

/** An event that has been parsed and whose sealed fields are known; `decoded` where nothing is left to do. */
export type Parsed =
  | { readonly decoded: Decoded }
  | {
      readonly stored: StoredEvent;
      readonly version: number;
      readonly data: Json;
      readonly metadata: Json;
      readonly fields: readonly Found[];
    };

const placeOf = ({ id, stream, revision, position, recordedAt }: StoredEvent) => ({
  id,
  stream,
  revision,
  position,
  recordedAt,
});

const undecodable = (stored: StoredEvent, reason: string): Decoded => ({
  ...placeOf(stored),
  kind: 'undecodable',
  type: stored.type,
  reason,
});

const NOTHING_SEALED: readonly Found[] = [];

/**
 * Parses one stored event and finds its sealed fields. Personal data are read only where the digest still fits, so that
 * a damaged seal never passes for a value.
 */
export const parseStored = (stored: StoredEvent, schema: Schema): Parsed => {
  const { type } = stored;
  if (stored.data === undefined || stored.metadata === undefined) {
    return { decoded: undecodable(stored, 'The log could not read the stored bytes.') };
  }
  let data: unknown;
  let metadata: StoredMetadata | undefined;
  try {
    data = JSON.parse(stored.data);
    metadata = storedMetadata(stored.metadata);
  } catch {
    return { decoded: undecodable(stored, 'Data or metadata are no JSON.') };
  }
  if (!isObject(data) || metadata === undefined)
    return { decoded: undecodable(stored, 'Data or metadata are no object.') };
  const known = Object.hasOwn(schema, type) ? schema[type] : undefined;
  if (known === undefined) return { decoded: { ...placeOf(stored), kind: 'unknown-type', type } };
  const { given, schemaVersion: version, digest, fit } = metadata;
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) {
    return { decoded: undecodable(stored, 'The metadata name no schema version.') };
  }
  if (version > known.version) return { decoded: { ...placeOf(stored), kind: 'newer-version', type, version } };
  if (Object.keys(known.personal).length > 0 && digest !== digestOf(stored.data)) {
    return { decoded: undecodable(stored, 'The data are not those of the stored digest.') };
  }
  if (!fit) {
    return { decoded: undecodable(stored, 'The metadata are not those of the stored header.') };
  }
  // The seal's name can't stand in a text of the data: there its quotation marks would be escaped.
  const fields = stored.data.includes(`"${SEAL}"`) ? sealedFieldsOf(data) : NOTHING_SEALED;
  return { stored, version, data, metadata: given, fields };
};

/** Opens the sealed fields and lifts the data to today's version. `keyOf` answers for every key of the event. */
export const completeDecoding = (
  { stored, version, data, metadata, fields }: Exclude<Parsed, { readonly decoded: Decoded }>,
  schema: Schema,
  erased: unknown,
  keyOf: (keyId: string) => KeyAnswer,
): Decoded => {
  for (const { path, sealed, put } of fields) {
    const key = keyOf(sealed.k);
    if (key === 'unknown') return undecodable(stored, `The key of ${path} is not in the key ring.`);
    if (key === 'destroyed') put(erased);
    else {
      try {
        put(open(sealed, { stream: stored.stream, eventId: stored.id, path }, key));
      } catch {
        return undecodable(stored, `The sealed field ${path} does not open with its key at this place.`);
      }
    }
  }
  const { type } = stored;
  const known = schema[type];
  let lifted = data;
  for (let from = version; known !== undefined && from < known.version; from += 1) {
    const upcast = known.upcasters?.[from];
    if (upcast === undefined) return undecodable(stored, `No upcaster leads from version ${from} of ${type}.`);
    lifted = upcast(lifted);
  }
  return { ...placeOf(stored), kind: 'event', type, data: lifted, metadata };
};

/** Every sealed field of freshly parsed data; by what is stored, not by today's catalogue: paths move with versions. */
const sealedFieldsOf = (data: Json): Found[] => {
  const found: Found[] = [];
  const visit = (container: Record<string, unknown>, prefix: string): void => {
    for (const [name, value] of Object.entries(container)) {
      if (!isObject(value)) continue;
      const sealed = sealedIn(value);
      const path = prefix + name;
      if (sealed === undefined) visit(value, `${path}.`);
      else found.push({ path, sealed, put: (opened) => (container[name] = opened) });
    }
  };
  visit(data, '');
  return found;
};
