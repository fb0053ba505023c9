import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RequestError } from '../problems/errors.js';
import { describedBy, WAIT_FOR } from './api-headers.js';
import type { KonsilRequest } from './konsil-request.js';

/** @throws RequestError (400) where the header is no log position. */
export const waitForOf = (header: string | string[] | undefined): number | undefined => {
  if (header === undefined) return undefined;
  if (typeof header === 'string' && /^\d{1,15}$/.test(header)) return Number(header);
  throw new RequestError(
    400,
    'REQUEST.WAIT_FOR_MALFORMED',
    'Konsil-Wait-For is a log position as Konsil-Position gave it.',
  );
};

/** Parameter of a query's handler: the log position that the answer must show, or undefined (product.md F7). */
export const WaitFor = createParamDecorator(
  (_: unknown, context: ExecutionContext) =>
    waitForOf(context.switchToHttp().getRequest<KonsilRequest>().headers['konsil-wait-for']),
  [describedBy(WAIT_FOR)],
);
