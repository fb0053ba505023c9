/** From what the client and gRPC throw to the errors of the port. Nothing of the connection string gets into them. */

import { status } from '@grpc/grpc-js';
import { EventStoreError, isEventStoreError } from '../errors.js';
import type { AppendRequest } from '../port.js';

const { INVALID_ARGUMENT, PERMISSION_DENIED, UNAUTHENTICATED } = status;

/** What an error of the client tells, by shape: `instanceof` fails across packages and module contexts. */
interface Told {
  /** `wrong-expected-version`, `unavailable`, …; raw gRPC errors (a closed port: code 14) have none. */
  readonly type?: unknown;
  readonly code?: unknown;
}

interface WithTrailers {
  readonly metadata: { get(name: string): readonly unknown[] };
}

const hasTrailers = (error: object): error is WithTrailers =>
  'metadata' in error &&
  typeof error.metadata === 'object' &&
  error.metadata !== null &&
  'get' in error.metadata &&
  typeof error.metadata.get === 'function';

/** The trailer `exception` of a raw gRPC error carries the same names that the client gives its own errors. */
const toldBy = (error: unknown): Told => {
  if (!(typeof error === 'object' && error !== null)) return {};
  if ('type' in error || !hasTrailers(error)) return error;
  const [exception] = error.metadata.get('exception');
  const code = 'code' in error ? error.code : undefined;
  if (exception !== undefined) return { type: exception, code };
  return code === UNAUTHENTICATED || code === PERMISSION_DENIED ? { type: 'access-denied', code } : { code };
};

/** The refusals that are certain: the server answered, and nothing was written. */
const certain = (told: Told, stream: string): EventStoreError | undefined => {
  if (told.type === 'stream-deleted') {
    return new EventStoreError('stream-deleted', 'The stream was deleted for good.', { stream });
  }
  if (told.type === 'access-denied') {
    return new EventStoreError('access-denied', 'The server denies access to this log.', { stream });
  }
  return undefined;
};

const nameOf = ({ type, code }: Told): string => {
  if (typeof type === 'string') return type;
  return typeof code === 'number' ? `gRPC code ${code}` : 'an unknown error';
};

/** Refused because of the expected revision; `current`: where the stream stands, `undefined` where there is none. */
export const wrongExpectedRevision = (
  { stream, expected }: AppendRequest,
  current: string | undefined,
): EventStoreError => {
  const actual = current === undefined ? -1 : Number(current);
  return new EventStoreError(
    'wrong-expected-revision',
    `The stream stands at revision ${actual}, expected was ${expected}.`,
    { stream, expected, actual },
  );
};

/** What a failed append means: an error that is certain, or `undefined` where nobody knows whether it was written. */
export const refusalOfAppend = (error: unknown, { stream }: AppendRequest): EventStoreError | undefined => {
  if (isEventStoreError(error)) return error;
  const told = toldBy(error);
  if (told.type === 'maximum-append-size-exceeded') {
    return new EventStoreError('too-large', 'The append is larger than this server takes.', { stream });
  }
  if (told.code === INVALID_ARGUMENT) {
    return new EventStoreError('invalid-append', 'The server calls the append malformed.', { stream });
  }
  return certain(told, stream);
};

/** After the last attempt of an append whose outcome is not known. */
export const unknownOutcome = (error: unknown, stream: string): EventStoreError =>
  new EventStoreError('unknown-outcome', `Whether the append was written is not known (${nameOf(toldBy(error))}).`, {
    stream,
  });

/** What a failed read or subscription means. */
export const readFailure = (error: unknown, stream = '$all'): EventStoreError => {
  if (isEventStoreError(error)) return error;
  const told = toldBy(error);
  return (
    certain(told, stream) ?? new EventStoreError('unavailable', `The event store can't be reached (${nameOf(told)}).`)
  );
};
