import type { PersonId } from '@konsil/domain';
import type { FastifyRequest } from 'fastify';

/** A request as our handlers see it: the person is set by the guard on every route that is not public. */
export interface KonsilRequest extends FastifyRequest {
  person?: PersonId;
  /** The bytes of the body, as they came. */
  rawBody?: Buffer;
}
