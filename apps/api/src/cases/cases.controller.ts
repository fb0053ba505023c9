import { type CaseId, notFound, type PersonId } from '@konsil/domain';
import { Controller, Get, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PathId, Person, showRevision, SignedIn, WaitFor } from '../http/index.js';
import { Reads } from '../lists/reads.js';
import { Shows } from '../openapi/index.js';
import { CaseDetails } from './answers.dto.js';

/** One case (product.md D5). */
@ApiTags('cases')
@Controller('cases')
export class CasesController {
  constructor(private readonly reads: Reads) {}

  @Get(':caseId')
  @SignedIn()
  @Shows('Patient, setups, verdicts and collaborators, as far as the viewer may see them', CaseDetails)
  async one(
    @PathId('caseId') caseId: CaseId,
    @Person() viewer: PersonId,
    @WaitFor() waitFor: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseDetails> {
    const asking = await this.reads.asking(viewer, waitFor);
    const details = await this.reads.queries.caseDetails(asking, caseId);
    if (details === undefined) throw notFound();
    showRevision(reply, details.revision);
    return details;
  }
}
