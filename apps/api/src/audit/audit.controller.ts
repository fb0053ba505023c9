import type { AuditQuestion } from '@konsil/audit';
import { accountDecider, accountStream, actorOf, auditScopeOf, notFound, type PersonId } from '@konsil/domain';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiTags } from '@nestjs/swagger';
import { Aggregates } from '../commands/aggregates.js';
import { Person, Requires, WaitFor } from '../http/index.js';
import { Reads } from '../lists/reads.js';
import { Answers } from '../openapi/index.js';
import { AUDIT_QUERIES, type AuditQueries } from '../ports.js';
import { AuditPage } from './answers.dto.js';
import { AuditQueryDto } from './dto.js';

/** The audit trail, as far as the auditor's appointment reaches (product.md G4). */
@ApiTags('audit')
@Controller('audit')
export class AuditController {
  constructor(
    private readonly reads: Reads,
    private readonly aggregates: Aggregates,
    @Inject(AUDIT_QUERIES) private readonly queries: AuditQueries,
  ) {}

  @Get('entries')
  @Requires('auditor')
  @ApiNotFoundResponse({ description: 'The appointment has ended.' })
  @Answers('Entries by patient, case, person and time', AuditPage)
  async entries(
    @Person() viewer: PersonId,
    @WaitFor() waitFor: number | undefined,
    @Query() asked: AuditQueryDto,
  ): Promise<AuditPage> {
    const { now } = await this.reads.asking(viewer, waitFor);
    const { state } = await this.aggregates.load(accountStream(viewer), accountDecider);
    const actor = actorOf(state);
    const scope = actor && auditScopeOf(actor, now);
    if (scope === undefined) throw notFound();
    const within = scope.of === 'everything' ? {} : { providerIds: scope.providerIds };
    return this.queries.auditEntries({ ...questionOf(asked), ...within });
  }
}

const questionOf = ({
  patientId,
  caseId,
  personId,
  from,
  to,
  direction,
  cursor,
  limit,
}: AuditQueryDto): AuditQuestion => ({
  ...(patientId !== undefined && { patientId }),
  ...(caseId !== undefined && { caseId }),
  ...(personId !== undefined && { personId }),
  ...(from !== undefined && { from: new Date(from).toISOString() }),
  ...(to !== undefined && { to: new Date(to).toISOString() }),
  ...(direction !== undefined && { direction }),
  ...(cursor !== undefined && { cursor }),
  ...(limit !== undefined && { limit }),
});
