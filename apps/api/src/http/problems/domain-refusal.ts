/** A rule's no over HTTP. */

import type { Refusal } from './problem.js';

/** By shape: `instanceof` fails across module contexts. */
interface DomainErrorShape {
  readonly name: 'DomainError';
  readonly code: string;
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export const isDomainError = (error: unknown): error is DomainErrorShape =>
  typeof error === 'object' &&
  error !== null &&
  (error as { name?: unknown }).name === 'DomainError' &&
  typeof (error as { code?: unknown }).code === 'string';

/**
 * The request asks for what no state of things would take: it has to be another one. Every other refusal comes from how things
 * stand, and what is in the way can have gone when the same request comes again (docs/decisions/idempotency.md).
 */
const WRONG_BY_ITSELF = new RegExp(
  `[._](?:${[
    'INVALID|MISSING|UNKNOWN|MISMATCH|EMPTY|CONTRADICTORY',
    'IN_THE_PAST|IN_THE_FUTURE|BEFORE_GIVEN',
    'TOO_LONG|TOO_LARGE|TOO_SMALL|NOT_LARGER|TOO_MANY_CASES|NO_CASES|NOT_LISTED',
    'NOT_ONESELF|NOT_A_PLANNING_SERVICE|NO_LONGER_MINOR|FORCED|HOLDS_SEARCH|PRICE_NOT_ACCEPTED',
  ].join('|')})$`,
);

/** They end like a mistake in the request, but what is missing or not known is something recorded. */
const RECORDED: ReadonlySet<string> = new Set(['CASE.CONSENT_MISSING', 'PATIENT.AGE_UNKNOWN']);

const statusOf = (code: string): number => {
  // What a person may not know about does not exist for them (architecture.md, HTTP).
  if (code === 'ACCESS.NOT_FOUND') return 404;
  if (code.startsWith('ACCESS.')) return 403;
  return WRONG_BY_ITSELF.test(code) && !RECORDED.has(code) ? 422 : 409;
};

export const domainRefusal = ({ code, message, facts }: DomainErrorShape): Refusal => ({
  status: statusOf(code),
  code,
  detail: message,
  ...(Object.keys(facts).length > 0 ? { facts } : {}),
});
