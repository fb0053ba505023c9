/** What the command side needs to know of a request, parsed once at the border. */

import type { PersonId } from '@konsil/domain';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RequestError } from '../problems/errors.js';
import { describedBy, IDEMPOTENCY_KEY, IF_MATCH } from './api-headers.js';
import type { KonsilRequest } from './konsil-request.js';
import { personOf } from './person.js';

export interface CommandRequest {
  readonly personId: PersonId;
  readonly method: string;
  /** The path as it was asked for, without the query: `/cases/7c0e…/setups/2/verdicts`. */
  readonly target: string;
  /** 1 to 255 visible ASCII characters. */
  readonly idempotencyKey?: string;
  /** Revision that the client read. */
  readonly ifMatch?: number;
  /** The bytes of the body as they came, for its HMAC; empty where there was none. */
  readonly body: Buffer;
  readonly requestId: string;
}

const NO_BODY = Buffer.alloc(0);

/** @throws RequestError (400) where a header is not what it must be. */
export const commandRequestOf = (request: KonsilRequest): CommandRequest => {
  const idempotencyKey = idempotencyKeyOf(request.headers['idempotency-key']);
  const ifMatch = ifMatchOf(request.headers['if-match']);
  return {
    personId: personOf(request),
    method: request.method,
    target: pathOf(request.url),
    body: request.rawBody ?? NO_BODY,
    requestId: request.id,
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    ...(ifMatch === undefined ? {} : { ifMatch }),
  };
};

/** The path of a request's target, without its query. */
export const pathOf = (url: string): string => {
  const end = url.indexOf('?');
  return end === -1 ? url : url.slice(0, end);
};

const idempotencyKeyOf = (header: string | string[] | undefined): string | undefined => {
  if (header === undefined) return undefined;
  if (typeof header === 'string' && /^[\x21-\x7e]{1,255}$/.test(header)) return header;
  throw new RequestError(
    400,
    'REQUEST.IDEMPOTENCY_KEY_MALFORMED',
    'Idempotency-Key has 1 to 255 visible ASCII characters, without spaces.',
  );
};

/** `If-Match: "12"` is revision 12, `*` any existing one (which every decision checks anyway). */
const ifMatchOf = (header: string | undefined): number | undefined => {
  if (header === undefined || header.trim() === '*') return undefined;
  const revision = /^\s*"(\d{1,15})"\s*$/.exec(header)?.[1];
  if (revision !== undefined) return Number(revision);
  throw new RequestError(400, 'REQUEST.IF_MATCH_MALFORMED', 'If-Match is one ETag as Konsil gave it, such as "12".');
};

/** Parameter of a command's handler: {@link CommandRequest}. */
export const CommandOrigin = createParamDecorator(
  (_: unknown, context: ExecutionContext) => commandRequestOf(context.switchToHttp().getRequest<KonsilRequest>()),
  [describedBy(IDEMPOTENCY_KEY, IF_MATCH)],
);
