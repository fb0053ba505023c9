/** The one HTTP server: Nest on Fastify, with limits, headers, ids and logs that hold for every route. */

import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../../config/index.js';
import { nestLogger } from '../logging/logger.js';
import { PROBLEM_TYPE, problemOf } from '../problems/problem.js';
import { refusalOf } from '../problems/refusal-of.js';
import { rememberRoutes } from './known-routes.js';

/** What every answer carries; pages bring their own content security policy. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** How long a request may take to arrive, and a handler to answer. Milliseconds. */
const ARRIVAL = 30_000;

/** What the router refuses before any hook or filter of ours runs: a malformed or over-long address. */
const refuseBeforeRouting = (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
  const refusal = refusalOf(error);
  void reply
    .status(refusal.status)
    .headers({ ...SECURITY_HEADERS, 'x-request-id': request.id, 'content-type': PROBLEM_TYPE })
    .send(JSON.stringify(problemOf(refusal, request.id)));
};

/** A module that Nest can start from. */
export type RootModule = Parameters<typeof NestFactory.create>[0];

/**
 * The application, not listening yet. Rejects where a module can not be made, or a route has no rule
 * ({@link RouteWithoutRule}), after `init()` or `listen()`.
 */
export const createApplication = async (
  root: RootModule,
  config: Pick<Config, 'bodyLimit'>,
  log: Logger,
): Promise<NestFastifyApplication> => {
  const adapter = new FastifyAdapter({
    bodyLimit: config.bodyLimit,
    requestTimeout: ARRIVAL,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: refuseBeforeRouting,
  });
  const server = adapter.getInstance();
  rememberRoutes(server);
  server.removeContentTypeParser('text/plain');
  server.addHook('onRequest', (request, reply, done) => {
    void reply.headers(SECURITY_HEADERS).header('x-request-id', request.id);
    done();
  });
  if (log.isLevelEnabled('debug'))
    server.addHook('onResponse', (request, reply, done) => {
      const { method, routeOptions } = request;
      log.debug(
        {
          requestId: request.id,
          method,
          route: routeOptions.url,
          status: reply.statusCode,
          ms: Math.round(reply.elapsedTime),
        },
        'answered',
      );
      done();
    });
  return NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger: nestLogger(log),
    rawBody: true,
    abortOnError: false,
  });
};
