/** What a command answers, and what a repeat of it answers again. */

import { RequestError } from '../http/index.js';

/** HTTP status, ids of what was made, and where in the log it stands. No personal data: answers are remembered. */
export interface Answer {
  readonly kind: 'answer';
  readonly status: 200 | 201;
  readonly body: Readonly<Record<string, unknown>>;
  /** Revision of the written stream: the ETag. */
  readonly revision: number;
  /** Log position from which on queries show the effect: `Konsil-Position`. */
  readonly position: number;
  /** Whether the log holds events of this command, so that a repeat finds the answer there. */
  readonly recorded: boolean;
}

interface Recorded {
  readonly events: readonly unknown[];
  readonly revision: number;
  readonly position: number;
}

const answer = (status: Answer['status'], { events, revision, position }: Recorded, body: Answer['body']): Answer => ({
  kind: 'answer',
  status,
  body,
  revision,
  position,
  recorded: events.length > 0,
});

/** Something is so now. */
export const done = (outcome: Recorded, body: Answer['body'] = {}): Answer => answer(200, outcome, body);

/** Something new is there; `body` has its ids. */
export const made = (outcome: Recorded, body: Answer['body']): Answer => answer(201, outcome, body);

export const keyReused = (): RequestError =>
  new RequestError(
    422,
    'REQUEST.IDEMPOTENCY_KEY_REUSED',
    'This Idempotency-Key came with another body before. Use a new key for a new request.',
  );

export const revisionMoved = (expected: number, actual: number): RequestError =>
  new RequestError(412, 'REQUEST.REVISION_MOVED', 'The resource has changed since it was read (If-Match).', {
    expected,
    actual,
  });

export const conflictRemains = (): RequestError =>
  new RequestError(409, 'REQUEST.CONFLICT', 'Others changed the same thing at the same time. Try again.');

export const recordedButNotShown = (position: number): RequestError =>
  new RequestError(
    503,
    'REQUEST.RECORDED_NOT_YET_EFFECTIVE',
    'The change is recorded, but not every view honours it yet.',
    { position },
  );

export const notShownInTime = (position: number): RequestError =>
  new RequestError(503, 'REQUEST.POSITION_NOT_REACHED', 'The views have not got to this position in time.', {
    position,
  });
