import type { PersonId } from '@konsil/domain';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { bearerToken, type KonsilRequest, Person, SignedIn } from '../http/index.js';
import { LiveStreams } from './streams.js';

/** Changes as they happen, by ids alone: who hears of one reads anew what they may see (product.md F6). */
@ApiTags('live')
@Controller('live')
export class LiveController {
  constructor(private readonly streams: LiveStreams) {}

  @Get()
  @SignedIn()
  @ApiOperation({ summary: 'Changes of your lists and cases as they happen' })
  @ApiProduces('text/event-stream')
  @ApiResponse({
    status: 200,
    description:
      'Events `changed`: `{ "lists": ["orders" | "collaborations" | "collaborators"], "cases": [ids], "more": boolean }`. A line `:` now and then is a sign of life. Ends with the sign-in.',
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  })
  follow(@Person() viewer: PersonId, @Req() request: KonsilRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.streams.follow(viewer, bearerToken(request.headers.authorization), () => {
      reply.hijack();
      reply.raw.writeHead(200, {
        ...Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)])),
        'content-type': 'text/event-stream',
        // Nothing else comes on it: a server that stops need not wait for the client to let it go.
        connection: 'close',
        // Proxies hand on what they get at once.
        'x-accel-buffering': 'no',
      });
      return reply.raw;
    });
  }
}
