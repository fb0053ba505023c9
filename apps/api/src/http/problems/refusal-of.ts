/** From any error to what is said about it. What is not known here is a 500 that says nothing about its cause. */

import { HttpException } from '@nestjs/common';
import { domainRefusal, isDomainError } from './domain-refusal.js';
import { logRefusal } from './log-refusal.js';
import type { Refusal } from './problem.js';
import { storageRefusal } from './storage-refusal.js';
import type { NotAllowed, NotSignedIn, RequestError, ShapeError } from './errors.js';

const named = <Name extends string>(error: unknown, name: Name): error is Error & { readonly name: Name } =>
  error instanceof Error && error.name === name;

export const refusalOf = (error: unknown): Refusal => {
  if (isDomainError(error)) return domainRefusal(error);
  if (isRequestError(error)) return ofRequest(error);
  if (named(error, 'NotSignedIn')) return ofNotSignedIn(error as NotSignedIn);
  if (named(error, 'InvalidToken'))
    return unauthorized('ACCESS.TOKEN_NOT_VALID', error.message, 'error="invalid_token"');
  if (named(error, 'UnknownPerson')) return { status: 403, code: 'ACCESS.PERSON_UNKNOWN', detail: error.message };
  if (named(error, 'NotAllowed')) return ofNotAllowed(error as NotAllowed);
  if (named(error, 'ShapeError')) return ofShape(error as ShapeError);
  if (named(error, 'QueryError')) return ofQuery(error);
  if (named(error, 'IssuerUnreachable'))
    return {
      status: 503,
      code: 'ACCESS.ISSUER_UNREACHABLE',
      detail: error.message,
      headers: { 'retry-after': '5' },
      unexpected: true,
    };
  return logRefusal(error) ?? storageRefusal(error) ?? ofStatus(error);
};

const isRequestError = (error: unknown): error is RequestError =>
  named(error, 'RequestError') && typeof (error as Partial<RequestError>).status === 'number';

const ofRequest = ({ status, code, message, facts }: RequestError): Refusal => ({
  status,
  code,
  detail: message,
  ...(Object.keys(facts).length > 0 ? { facts } : {}),
  ...(status === 503 ? { headers: { 'retry-after': '1' } } : {}),
});

const unauthorized = (code: string, detail: string, parameters?: string): Refusal => ({
  status: 401,
  code,
  detail,
  headers: { 'www-authenticate': `Bearer realm="konsil"${parameters === undefined ? '' : `, ${parameters}`}` },
});

const ofNotSignedIn = ({ reason, message }: NotSignedIn): Refusal =>
  reason === 'missing'
    ? unauthorized('ACCESS.NOT_SIGNED_IN', message)
    : unauthorized('ACCESS.TOKEN_NOT_VALID', message, 'error="invalid_request"');

const ofNotAllowed = ({ reason, roles, message }: NotAllowed): Refusal => ({
  status: 403,
  code: reason === 'role' ? 'ACCESS.ROLE_MISSING' : 'ACCESS.DENIED',
  detail: message,
  ...(roles.length > 0 ? { facts: { roles } } : {}),
});

const ofShape = ({ place, mistakes }: ShapeError): Refusal =>
  place === 'path'
    ? notFound
    : {
        status: place === 'body' ? 422 : 400,
        code: place === 'body' ? 'REQUEST.BODY_INVALID' : 'REQUEST.QUERY_INVALID',
        detail: `The ${place} is not what it must be; see errors.`,
        errors: mistakes,
      };

/** A cursor or a limit that got past the shape: what the read side says of it repeats no value. */
const ofQuery = (error: Error & { readonly code?: unknown }): Refusal => ({
  status: 400,
  code: error.code === 'cursor' ? 'REQUEST.CURSOR_INVALID' : 'REQUEST.QUERY_INVALID',
  detail: error.message,
});

const notFound: Refusal = {
  status: 404,
  code: 'ACCESS.NOT_FOUND',
  detail: 'There is no such thing, or you may not know of it.',
};

/** Errors of the framework, told apart by their status; their own words may repeat what was sent. */
const BY_STATUS: Readonly<Record<number, Refusal>> = {
  400: {
    status: 400,
    code: 'REQUEST.MALFORMED',
    detail: 'The request can not be read: its body is no valid JSON, or its address is malformed.',
  },
  404: { status: 404, code: 'REQUEST.ROUTE_UNKNOWN', detail: 'There is nothing at this address.' },
  408: { status: 408, code: 'REQUEST.TIMEOUT', detail: 'The request took too long to arrive.' },
  413: { status: 413, code: 'REQUEST.BODY_TOO_LARGE', detail: 'The body is larger than allowed.' },
  414: { status: 414, code: 'REQUEST.URL_TOO_LONG', detail: 'The address is longer than allowed.' },
  415: { status: 415, code: 'REQUEST.CONTENT_TYPE_UNSUPPORTED', detail: 'Send the body as application/json.' },
  429: { status: 429, code: 'REQUEST.TOO_MANY', detail: 'Too many requests. Try again later.' },
  503: {
    status: 503,
    code: 'REQUEST.UNAVAILABLE',
    detail: 'Konsil can not answer right now.',
    headers: { 'retry-after': '1' },
  },
};

const UNEXPECTED: Refusal = {
  status: 500,
  code: 'INTERNAL.UNEXPECTED',
  detail: 'Something went wrong on our side.',
  unexpected: true,
};

const ofStatus = (error: unknown): Refusal => {
  const status =
    error instanceof HttpException
      ? error.getStatus()
      : typeof error === 'object' && error !== null && 'statusCode' in error
        ? error.statusCode
        : undefined;
  return (typeof status === 'number' ? BY_STATUS[status] : undefined) ?? UNEXPECTED;
};
