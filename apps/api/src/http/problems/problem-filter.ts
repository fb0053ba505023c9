/** Every error of every route leaves as a problem; what is unexpected is logged with its cause and says nothing about it. */

import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { LOGGER } from '../logging/logger.js';
import type { KonsilRequest } from '../requests/konsil-request.js';
import { pathOf } from '../requests/command-origin.js';
import { PROBLEM_TYPE, problemOf, type Refusal } from './problem.js';
import { refusalOf } from './refusal-of.js';

@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<KonsilRequest>();
    const reply = http.getResponse<FastifyReply>();
    const refusal = request.is404 ? wrongMethodOr(refusalOf(error), request) : refusalOf(error);
    if (refusal.unexpected === true)
      this.log.error({ err: error, requestId: request.id, route: request.routeOptions.url }, 'a request failed');
    if (reply.sent || reply.raw.headersSent) return;
    void reply
      .status(refusal.status)
      .headers({
        ...refusal.headers,
        'content-type': PROBLEM_TYPE,
        'cache-control': 'no-store',
      })
      .send(JSON.stringify(problemOf(refusal, request.id)));
  }
}

/** An address that others of its methods are known for is a 405. */
const wrongMethodOr = (refusal: Refusal, request: KonsilRequest): Refusal => {
  const { allowedMethods } = request.server;
  const allowed = refusal.status === 404 && allowedMethods !== undefined ? allowedMethods(pathOf(request.url)) : [];
  if (allowed.length === 0) return refusal;
  return {
    status: 405,
    code: 'REQUEST.METHOD_NOT_ALLOWED',
    detail: `This address takes ${allowed.join(', ')}.`,
    facts: { allowed },
    headers: { allow: allowed.join(', ') },
  };
};
