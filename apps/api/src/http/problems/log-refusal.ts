/** What the log could not do, over HTTP. */

import { type EventStoreError, isEventStoreError } from '@konsil/event-store';
import type { Refusal } from './problem.js';

const unavailable = (code: string, detail: string): Refusal => ({
  status: 503,
  code,
  detail,
  headers: { 'retry-after': '1' },
});

/** Undefined where the error is none of the log's. */
export const logRefusal = (error: unknown): Refusal | undefined =>
  isEventStoreError(error) ? refusalOf(error) : undefined;

const refusalOf = ({ code }: EventStoreError): Refusal => {
  switch (code) {
    case 'wrong-expected-revision':
    case 'guard-moved':
      return {
        status: 409,
        code: 'REQUEST.CONFLICT',
        detail: 'Others changed the same thing at the same time. Try again.',
      };
    case 'too-large':
      return { status: 413, code: 'REQUEST.TOO_LARGE', detail: 'This is more than one request may record.' };
    case 'unknown-outcome':
      return unavailable(
        'LOG.OUTCOME_UNKNOWN',
        'Whether this was recorded is not known. Repeat the request with the same Idempotency-Key.',
      );
    case 'unavailable':
      // No word about what was recorded: a step before, or the request that this one repeats, may have been.
      return unavailable(
        'LOG.UNAVAILABLE',
        'The event store can not be reached. Repeat the request with the same Idempotency-Key.',
      );
    default:
      return {
        status: 500,
        code: 'INTERNAL.UNEXPECTED',
        detail: 'Something went wrong on our side.',
        unexpected: true,
      };
  }
};
