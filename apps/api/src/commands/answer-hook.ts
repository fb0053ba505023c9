/**
 * Turns what a command answered into status, `ETag` and `Konsil-Position`: as a hook of the server and not as an
 * interceptor, since Nest builds a whole observable around every request that has one.
 */

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Answer } from './answer.js';

const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === 'answer';

/** The body of what a handler gave; an {@link Answer} says status and headers too. */
const bodyOf = (given: unknown, reply: FastifyReply): unknown => {
  if (!isAnswer(given)) return given;
  void reply.status(given.status);
  // Nothing has ever been recorded there: there is no revision to match and no position to wait for.
  if (given.revision >= 0) {
    void reply.header('etag', `"${given.revision}"`).header('konsil-position', String(given.position));
  }
  return given.body;
};

@Injectable()
export class AnswerHook implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  /** Before the server listens: it takes no hook later. */
  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    server.addHook('preSerialization', (_, reply, given, done) => done(null, bodyOf(given, reply)));
  }
}
