import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../http/access/rules.js';
import { Answers } from '../openapi/answers.js';
import { Alive, PartState, ReadinessState } from './answers.dto.js';
import { ReadinessService } from './readiness.js';

@ApiTags('health')
@Public()
@Controller()
export class HealthController {
  constructor(private readonly readiness: ReadinessService) {}

  @Get('livez')
  @Answers('Whether the process is alive', Alive)
  live(): Alive {
    return { status: 'ok' };
  }

  @Get('readyz')
  @ApiExtraModels(PartState)
  @Answers('Whether the process should get requests, part by part', ReadinessState)
  @ApiResponse({ status: 503, description: 'A part is not well, or the process is closing.', type: ReadinessState })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessState> {
    const readiness = await this.readiness.now();
    if (!readiness.ready) void reply.status(HttpStatus.SERVICE_UNAVAILABLE);
    return readiness;
  }
}
