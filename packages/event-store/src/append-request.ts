/** What every store asks of an append before it touches anything: the same refusals on all of them. */

import { EventStoreError } from './errors.js';
import { MAX_APPEND_BYTES, MAX_EVENT_BYTES } from './limits.js';
import type { AppendRequest, ExpectedRevision, NewEvent } from './port.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const refuse = (request: AppendRequest, message: string): never => {
  throw new EventStoreError('invalid-append', message, { stream: request.stream });
};

/** Names may not be empty, not begin with `$` (the log's own) and must survive UTF-8. */
const isName = (name: string): boolean => name.length > 0 && !name.startsWith('$') && name.isWellFormed();

const isJsonObject = (text: string): boolean => {
  if (!text.isWellFormed()) return false;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
};

/** Events whose texts the codec has made from objects: looking into them again would only cost. */
const written = new WeakSet<NewEvent>();

/** An event whose data and metadata are JSON.stringify's texts of objects; can't be changed afterwards. */
export const writtenByCodec = (event: NewEvent): NewEvent => {
  written.add(Object.freeze(event));
  return event;
};

const isExpectedRevision = (expected: ExpectedRevision): boolean =>
  typeof expected === 'number'
    ? Number.isSafeInteger(expected) && expected >= 0
    : expected === 'no-stream' || expected === 'stream-exists' || expected === 'any';

/** UTF-8 bytes of an event's data and metadata; a cheap upper bound where that is far from any limit. */
const bytesOf = (event: NewEvent): number => {
  const upperBound = 3 * (event.data.length + event.metadata.length);
  return upperBound < MAX_EVENT_BYTES / 64
    ? upperBound
    : Buffer.byteLength(event.data) + Buffer.byteLength(event.metadata);
};

const checkSizes = (request: AppendRequest): void => {
  let total = 0;
  for (const event of request.events) {
    const bytes = bytesOf(event);
    if (bytes > MAX_EVENT_BYTES) {
      throw new EventStoreError('too-large', `An event of ${bytes} bytes exceeds ${MAX_EVENT_BYTES}.`, {
        stream: request.stream,
      });
    }
    total += bytes;
  }
  if (total <= MAX_APPEND_BYTES) return;
  throw new EventStoreError('too-large', `An append of ${total} bytes exceeds ${MAX_APPEND_BYTES}.`, {
    stream: request.stream,
  });
};

/**
 * Refuses a request that no store may take: `invalid-append` (no events, an id that is no lower-case UUID or stands
 * twice, an empty name or one that begins with `$`, data or metadata that is no JSON object, a revision or guard that is
 * no whole number) or `too-large`. Messages never repeat data.
 */
export const checkAppend = (request: AppendRequest): void => {
  if (!isName(request.stream)) refuse(request, 'The name of the stream is empty or reserved.');
  if (request.events.length === 0) refuse(request, 'An append needs at least one event.');
  if (!isExpectedRevision(request.expected)) refuse(request, 'The expected revision is none.');
  for (const guard of request.guards ?? []) {
    if (!isName(guard.stream)) refuse(request, 'The name of a guard is empty or reserved.');
    if (!Number.isSafeInteger(guard.revision) || guard.revision < -1)
      refuse(request, 'The revision of a guard is none.');
  }
  checkSizes(request);
  const seen = request.events.length > 1 ? new Set<string>() : undefined;
  for (const event of request.events) {
    if (!UUID.test(event.id)) refuse(request, 'The id of an event is no lower-case UUID.');
    if (seen?.has(event.id) === true) refuse(request, 'Two events of one append have the same id.');
    seen?.add(event.id);
    if (!isName(event.type)) refuse(request, 'The type of an event is empty or reserved.');
    if (written.has(event)) continue;
    if (!isJsonObject(event.data)) refuse(request, `The data of a ${event.type} is no JSON object.`);
    if (!isJsonObject(event.metadata)) refuse(request, `The metadata of a ${event.type} is no JSON object.`);
  }
};
