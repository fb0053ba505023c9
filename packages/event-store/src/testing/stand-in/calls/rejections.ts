/** How the server says no: gRPC errors with an `exception` trailer, and the status inside a batch answer. */

import { Metadata, status as grpcStatus, type ServiceError } from '@grpc/grpc-js';
import anyMessage from 'google-protobuf/google/protobuf/any_pb.js';
import type { Expected } from '../log/expectations.js';
import type { Address } from '../node.js';
import { nothing, shared, status, streamIdentifier } from './wire.js';

const failure = (code: grpcStatus, details: string, trailers: Readonly<Record<string, string>> = {}): ServiceError => {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value);
  return Object.assign(new Error(details), { code, details, metadata });
};

export const unavailable = (details = 'Server Is Not Ready'): ServiceError => failure(grpcStatus.UNAVAILABLE, details);

export const invalidArgument = (details: string): ServiceError => failure(grpcStatus.INVALID_ARGUMENT, details);

export const internal = (): ServiceError => failure(grpcStatus.INTERNAL, 'Received RST_STREAM with code 2');

export const unknown = (details: string): ServiceError => failure(grpcStatus.UNKNOWN, details);

export const unauthenticated = (): ServiceError => failure(grpcStatus.UNAUTHENTICATED, 'Bad HTTP response: 401');

export const accessDenied = (): ServiceError =>
  failure(grpcStatus.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });

export const notLeader = ({ host, port }: Address): ServiceError =>
  failure(grpcStatus.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  });

export const tooLarge = (maxAppendBytes: number): ServiceError =>
  failure(grpcStatus.INVALID_ARGUMENT, `Maximum Append Size of ${maxAppendBytes} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(maxAppendBytes),
  });

export const deadlineExceeded = (): ServiceError => failure(grpcStatus.DEADLINE_EXCEEDED, 'Operation timed out');

export const streamDeleted = (stream: string): ServiceError =>
  failure(grpcStatus.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

/** Of Delete and Tombstone; Append answers a message of its own. */
export const wrongExpectedVersion = (stream: string, expected: Expected, current: number): ServiceError =>
  failure(grpcStatus.FAILED_PRECONDITION, `Operation failed due to WrongExpectedVersion.`, {
    exception: 'wrong-expected-version',
    'stream-name': stream,
    'expected-version': String(typeof expected === 'number' ? expected : -1),
    'actual-version': String(current),
  });

const packed = (code: number, message: string, name: string, bytes: Uint8Array): status.Status => {
  const details = new anyMessage.Any();
  details.pack(bytes, name);
  return new status.Status().setCode(code).setMessage(message).setDetails(details);
};

export const inBatch = {
  badRequest: (message: string): status.Status =>
    packed(3, message, 'event_store.client.BadRequest', new shared.BadRequest().setMessage(message).serializeBinary()),

  accessDenied: (): status.Status =>
    packed(7, 'Access Denied', 'event_store.client.AccessDenied', new shared.AccessDenied().serializeBinary()),

  tooLarge: (maxAppendBytes: number): status.Status => {
    const details = new shared.MaximumAppendSizeExceeded().setMaxappendsize(maxAppendBytes);
    const message = `Maximum Append Size of ${maxAppendBytes} Exceeded.`;
    return packed(3, message, 'event_store.client.MaximumAppendSizeExceeded', details.serializeBinary());
  },

  timeout: (): status.Status =>
    packed(4, 'Timeout', 'event_store.client.Timeout', new shared.Timeout().serializeBinary()),

  notReady: (): status.Status => packed(0, 'Server Is Not Ready', 'google.protobuf.Empty', nothing().serializeBinary()),

  streamDeleted: (stream: string): status.Status => {
    const details = new shared.StreamDeleted().setStreamIdentifier(streamIdentifier(stream));
    return packed(9, 'Stream is deleted.', 'event_store.client.StreamDeleted', details.serializeBinary());
  },

  wrongExpectedVersion: (expected: Expected, current: number): status.Status => {
    const details = new shared.WrongExpectedVersion();
    if (current >= 0) details.setCurrentStreamRevision(String(current));
    if (typeof expected === 'number') details.setExpectedStreamPosition(String(expected));
    return packed(9, 'WrongExpectedVersion', 'event_store.client.WrongExpectedVersion', details.serializeBinary());
  },
};
