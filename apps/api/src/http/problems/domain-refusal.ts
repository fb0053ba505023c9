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

/** The thing has moved on, or is in a state that does not take this: reading again may help. */
const CONFLICT =
  /\.(?:\w+_)?(?:OUTDATED|ARCHIVED|CLOSED|COMPLETED|CANCELLED|REMOVED|EXPIRED|WITHDRAWN|APPROVED|DECLINED|NOT_OPEN|NOT_READY|NOT_SUBMITTED|ERASED|TAKEN)$|\.ALREADY_/;

const statusOf = (code: string): number => {
  // What a person may not know about does not exist for them (architecture.md, HTTP).
  if (code === 'ACCESS.NOT_FOUND') return 404;
  if (code.startsWith('ACCESS.')) return 403;
  return CONFLICT.test(code) ? 409 : 422;
};

export const domainRefusal = ({ code, message, facts }: DomainErrorShape): Refusal => ({
  status: statusOf(code),
  code,
  detail: message,
  ...(Object.keys(facts).length > 0 ? { facts } : {}),
});
