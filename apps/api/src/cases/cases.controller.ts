import { type CaseId, notFound, type PersonId } from '@konsil/domain';
import type { CaseDetails } from '@konsil/projections';
import { Controller, Get, Param, ParseUUIDPipe, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Person, SignedIn, WaitFor } from '../http/index.js';
import { Reads } from '../lists/reads.js';

/** One case (product.md D5). */
@ApiTags('cases')
@Controller('cases')
export class CasesController {
  constructor(private readonly reads: Reads) {}

  @Get(':caseId')
  @SignedIn()
  @ApiOperation({ summary: 'Patient, setups, verdicts and collaborators, as far as the viewer may see them' })
  async one(
    @Param('caseId', ParseUUIDPipe) caseId: CaseId,
    @Person() viewer: PersonId,
    @WaitFor() waitFor: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseDetails> {
    const asking = await this.reads.asking(viewer, waitFor);
    const details = await this.reads.queries.caseDetails(asking, caseId);
    if (details === undefined) throw notFound();
    void reply.header('etag', `"${details.revision}"`);
    return details;
  }
}
