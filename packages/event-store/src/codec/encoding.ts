/** From an event as the domain says it to what the log stores. */

import { writtenByCodec } from '../append-request.js';
import type { NewEvent } from '../port.js';
import type { KeyRing } from '../keys/key-ring.js';
import type { EventSchema, EventToEncode, Json, Placement, Schema } from './codec.js';
import { canonicalText, digestOf, headerOf } from './header.js';
import { valueAt, withValueAt } from './paths.js';
import { seal, SEAL } from './sealing.js';

/** The catalogue and an event disagree: a mistake of the program, never of a user. */
export class CodecError extends Error {
  override readonly name = 'CodecError';
}

const ADDED = ['schemaVersion', 'header', 'digest'] as const;

export interface EncodingParts {
  readonly schema: Schema;
  readonly keys: Pick<KeyRing, 'keyFor' | 'knownKeyFor'>;
  readonly isErased: (value: unknown) => boolean;
}

/** Seals and encodes one event that will stand at `revision`. Throws {@link CodecError}, or KeyError where fenced. */
export const encodeEvent = async (
  event: EventToEncode,
  placement: Placement,
  revision: number,
  parts: EncodingParts,
): Promise<NewEvent> => {
  const schema = Object.hasOwn(parts.schema, event.type) ? parts.schema[event.type] : undefined;
  if (schema === undefined) throw new CodecError(`The catalogue has no event ${event.type}.`);
  for (const name of ADDED) {
    if (Object.hasOwn(event.metadata, name)) throw new CodecError(`Metadata may not contain ${name}.`);
  }
  const { sealed, count } = await sealFields(event, placement.stream, schema, parts);
  const data = JSON.stringify(sealed);
  if (occurrences(data, `"${SEAL}"`) !== count) throw new CodecError(`Data of ${event.type} may not contain ${SEAL}.`);
  const digest = digestOf(data);
  const { id, type } = event;
  const { stream, time } = placement;
  const place = { stream, revision, id, type, schemaVersion: schema.version, time, digest };
  const given = canonicalText(event.metadata);
  const header = headerOf(place, event.metadata, sealed, digestOf(given));
  const added = JSON.stringify({ schemaVersion: schema.version, header, digest });
  const metadata = given === '{}' ? added : `${given.slice(0, -1)},${added.slice(1)}`;
  return writtenByCodec({ id, type, data, metadata });
};

const sealFields = async (
  event: EventToEncode,
  stream: string,
  schema: EventSchema,
  parts: EncodingParts,
): Promise<{ sealed: Json; count: number }> => {
  let sealed = event.data;
  let count = 0;
  for (const [path, { subject: subjectField, class: dataClass }] of Object.entries(schema.personal)) {
    const value = valueAt(event.data, path);
    if (value === undefined || parts.isErased(value)) continue;
    const subject = valueAt(event.data, subjectField);
    if (typeof subject !== 'string' || subject === '') {
      throw new CodecError(`${event.type} names no subject of ${path} in ${subjectField}.`);
    }
    const key = parts.keys.knownKeyFor(subject, dataClass) ?? (await parts.keys.keyFor(subject, dataClass));
    sealed = withValueAt(sealed, path, seal(value, { stream, eventId: event.id, path }, key));
    count += 1;
  }
  return { sealed, count };
};

const occurrences = (text: string, part: string): number => {
  let count = 0;
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) count += 1;
  return count;
};
