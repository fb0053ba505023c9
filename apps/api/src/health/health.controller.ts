import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../http/access/rules.js';
import { type Readiness, ReadinessService } from './readiness.js';

@ApiTags('health')
@Public()
@Controller()
export class HealthController {
  constructor(private readonly readiness: ReadinessService) {}

  @ApiOperation({ summary: 'Whether the process is alive' })
  @ApiResponse({ status: 200, description: 'It is.' })
  @Get('livez')
  live(): { readonly status: 'ok' } {
    return { status: 'ok' };
  }

  @ApiOperation({ summary: 'Whether the process should get requests, part by part' })
  @ApiResponse({ status: 200, description: 'Every part is well.' })
  @ApiResponse({ status: 503, description: 'A part is not well, or the process is closing.' })
  @Get('readyz')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.readiness.now();
    if (!readiness.ready) void reply.status(HttpStatus.SERVICE_UNAVAILABLE);
    return readiness;
  }
}
