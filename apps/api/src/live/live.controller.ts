import type { PersonId } from '@konsil/domain';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { bearerToken, type KonsilRequest, Person, SignedIn } from '../http/index.js';
import { LiveStreams } from './streams.js';

const TYPE = 'text/event-stream';

/** Changes as they happen, by ids alone: who hears of one reads anew what they may see (product.md F6). */
@ApiTags('live')
@Controller('live')
export class LiveController {
  constructor(private readonly streams: LiveStreams) {}

  @Get()
  @SignedIn()
  @ApiOperation({ summary: 'Changes of your lists and cases as they happen' })
  @ApiProduces(TYPE)
  @ApiResponse({
    status: 200,
    description:
      'Events `changed`: `{ "lists": ["orders" | "collaborations" | "collaborators"], "cases": [ids], "more": boolean }`. A line `:` now and then is a sign of life. Ends with the sign-in.',
    content: { [TYPE]: { schema: { type: 'string' } } },
  })
  async follow(@Person() viewer: PersonId, @Req() request: KonsilRequest, @Res() reply: FastifyReply): Promise<void> {
    // Every GET answers to HEAD as well: with the headers alone.
    if (request.method === 'HEAD') return void (await reply.header('content-type', TYPE).send());
    await this.streams.follow(viewer, bearerToken(request.headers.authorization), () => {
      reply.hijack();
      reply.raw.writeHead(200, {
        ...Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)])),
        'content-type': TYPE,
        // Nothing else comes on it: a server that stops need not wait for the client to let it go.
        connection: 'close',
        // Proxies hand on what they get at once.
        'x-accel-buffering': 'no',
      });
      return reply.raw;
    });
  }
}
