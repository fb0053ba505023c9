import { diskFailure, isKeyError } from '@konsil/event-store';
import type { Refusal } from './problem.js';

/** What a full or failing disk does to the files beside the log, over HTTP. Undefined where the error is another one. */
export const storageRefusal = (error: unknown): Refusal | undefined =>
  isKeyError(error, 'unavailable') || diskFailure(error) !== undefined
    ? {
        status: 503,
        code: 'STORAGE.UNAVAILABLE',
        detail: "Konsil's disk is full or fails. Repeat the request with the same Idempotency-Key once it works again.",
        headers: { 'retry-after': '10' },
        unexpected: true,
      }
    : undefined;
