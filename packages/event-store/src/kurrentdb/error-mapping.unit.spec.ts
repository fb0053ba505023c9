import { describe, expect, it } from '@jest/globals';
import { Metadata, status } from '@grpc/grpc-js';
import { EventStoreError } from '../errors.js';
import { readFailure, refusalOfAppend, unknownOutcome } from './error-mapping.js';

const request = { stream: 'case-1', expected: 3, events: [] } as const;

const raw = (code: number, exception?: string): Error => {
  const metadata = new Metadata();
  if (exception !== undefined) metadata.set('exception', exception);
  return Object.assign(new Error('esdb://admin:s3cret@localhost'), { code, details: '', metadata });
};

describe('errors of the server', () => {
  it.each([
    ['a denied user', raw(status.PERMISSION_DENIED), 'access-denied'],
    ['credentials that are not known', raw(status.UNAUTHENTICATED), 'access-denied'],
    ['a denied stream', raw(status.UNKNOWN, 'access-denied'), 'access-denied'],
    ['a tombstoned stream', raw(status.FAILED_PRECONDITION, 'stream-deleted'), 'stream-deleted'],
    ['an append the server finds too large', raw(status.INVALID_ARGUMENT, 'maximum-append-size-exceeded'), 'too-large'],
    ['a malformed append', raw(status.INVALID_ARGUMENT), 'invalid-append'],
    ['an error of ours', new EventStoreError('guard-moved', ''), 'guard-moved'],
  ])('%s is a certain refusal of an append', (_what, error, code) => {
    expect(refusalOfAppend(error, request)?.code).toBe(code);
  });

  it.each([
    ['a closed port', raw(status.UNAVAILABLE)],
    ['a deadline', raw(status.DEADLINE_EXCEEDED)],
    ['a cancelled call', raw(status.CANCELLED)],
    ['another leader', raw(status.NOT_FOUND, 'not-leader')],
    ['an error without a shape', new Error('esdb://admin:s3cret@localhost')],
    ['no error at all', undefined],
  ])('%s leaves the outcome of an append unknown, and makes a read fail as unavailable', (_what, error) => {
    expect(refusalOfAppend(error, request)).toBeUndefined();
    expect(readFailure(error).code).toBe('unavailable');
  });

  it('repeats nothing of what the client or gRPC said', () => {
    for (const mapped of [unknownOutcome(raw(14), 'case-1'), readFailure(raw(14)), readFailure(raw(16))]) {
      expect(`${mapped.message} ${String(mapped.stack)} ${String(mapped.cause)}`).not.toMatch(/s3cret|admin/);
    }
  });
});
