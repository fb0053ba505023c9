import type { PersonId } from '@konsil/domain';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { NotSignedIn } from '../problems/errors.js';
import type { KonsilRequest } from './konsil-request.js';

/** The person of a request that went through the guard. */
export const personOf = (request: KonsilRequest): PersonId => {
  if (request.person === undefined) throw new NotSignedIn('missing');
  return request.person;
};

/** Parameter of a handler: who is signed in ({@link PersonId}). */
export const Person = createParamDecorator((_: unknown, context: ExecutionContext) =>
  personOf(context.switchToHttp().getRequest<KonsilRequest>()),
);
