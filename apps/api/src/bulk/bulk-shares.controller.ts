import { type BulkId, notFound, type PersonId } from '@konsil/domain';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Answer, Gate } from '../commands/index.js';
import { CommandOrigin, type CommandRequest, PathId, Person, Requires, WaitFor } from '../http/index.js';
import { PageQueryDto } from '../lists/page.dto.js';
import { Reads } from '../lists/reads.js';
import { Answers, Does, Makes } from '../openapi/index.js';
import { shareOf } from '../sharing/terms.js';
import { BulkAct, BulkActPage, BulkCasePage, BulkShareMade } from './answers.dto.js';
import { BulkCasesQueryDto, StartBulkShareDto } from './dto.js';
import { StartBulkShare } from './start.js';
import { UndoBulkShare } from './undo.js';

/** One collaborator on many cases: shared, reported and undone as one act (product.md C2). */
@ApiTags('bulk shares')
@Controller('bulk-shares')
export class BulkSharesController {
  constructor(
    private readonly gate: Gate,
    private readonly reads: Reads,
  ) {}

  @Post()
  @Requires('provider')
  @Makes('Share exactly these cases with one collaborator; it goes on in the background', BulkShareMade)
  start(@Body() { caseIds, ...share }: StartBulkShareDto, @CommandOrigin() request: CommandRequest): Promise<Answer> {
    return this.gate.execute(new StartBulkShare(this.gate.originOf(request), shareOf(share, ''), caseIds));
  }

  @Get()
  @Requires('provider')
  @Answers('Your acts on many cases, newest first', BulkActPage)
  async acts(
    @Person() viewer: PersonId,
    @WaitFor() waitFor: number | undefined,
    @Query() { limit, cursor }: PageQueryDto,
  ): Promise<BulkActPage> {
    await this.reads.asking(viewer, waitFor);
    return this.reads.page('bulk-shares', { viewer, limit, cursor }, (place) =>
      this.reads.queries.bulkActs(viewer, place),
    );
  }

  @Get(':bulkId')
  @Requires('provider')
  @Answers('Where an act of yours stands', BulkAct)
  async act(
    @PathId('bulkId') bulkId: BulkId,
    @Person() viewer: PersonId,
    @WaitFor() waitFor: number | undefined,
  ): Promise<BulkAct> {
    await this.reads.asking(viewer, waitFor);
    const act = await this.reads.queries.bulkAct(viewer, bulkId);
    if (act === undefined) throw notFound();
    return act;
  }

  @Get(':bulkId/cases')
  @Requires('provider')
  @Answers('The report: what became of each case, so far', BulkCasePage)
  async cases(
    @PathId('bulkId') bulkId: BulkId,
    @Person() viewer: PersonId,
    @WaitFor() waitFor: number | undefined,
    @Query() { outcome, limit, cursor }: BulkCasesQueryDto,
  ): Promise<BulkCasePage> {
    await this.reads.asking(viewer, waitFor);
    const filter = outcome === undefined ? {} : { outcome };
    return this.reads.page(`bulk-cases ${bulkId}`, { viewer, limit, cursor }, async (place) => {
      const page = await this.reads.queries.bulkCases(viewer, bulkId, { ...filter, ...place });
      if (page === undefined) throw notFound();
      return page;
    });
  }

  @Post(':bulkId/undo')
  @Requires('provider')
  @Does('Begin to take back every share that is still as the act made it; it goes on in the background')
  undo(@PathId('bulkId') bulkId: BulkId, @CommandOrigin() request: CommandRequest): Promise<Answer> {
    return this.gate.execute(new UndoBulkShare(this.gate.originOf(request), bulkId));
  }
}
