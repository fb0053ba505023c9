import type { CaseId, PersonId } from '@konsil/domain';
import { Body, Controller, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiTags } from '@nestjs/swagger';
import { Person, Requires, ShapeError, WaitFor } from '../http/index.js';
import { filtersOf } from '../lists/filters.js';
import { Reads } from '../lists/reads.js';
import { Answers } from '../openapi/index.js';
import { shareOf } from '../sharing/terms.js';
import { BulkPreview } from './answers.dto.js';
import { PreviewBulkShareDto } from './dto.js';
import { pageOf } from './page-of.js';
import { BulkPreviews } from './preview.js';

interface Meant {
  /** In their order. */
  readonly caseIds: readonly CaseId[];
  /** There are more than one act may be on. */
  readonly more: boolean;
}

/** What an act on many cases would do; search text and the cases stand in the body (product.md C2). */
@ApiTags('bulk shares')
@Controller('bulk-shares/previews')
export class BulkPreviewsController {
  constructor(
    private readonly reads: Reads,
    private readonly previews: BulkPreviews,
  ) {}

  @Post()
  @Requires('provider')
  @ApiConflictResponse({ description: 'The whole act would be refused, as things stand.' })
  @Answers('What sharing many cases with one collaborator would do; it changes nothing', BulkPreview)
  async preview(
    @Person() viewer: PersonId,
    @WaitFor() waitFor: number | undefined,
    @Body() asked: PreviewBulkShareDto,
  ): Promise<BulkPreview> {
    const share = shareOf(asked, '');
    const { caseIds, more } = await this.meant(viewer, waitFor, asked);
    return this.reads.page('bulk-previews', { viewer, cursor: asked.cursor }, async ({ cursor }) => {
      const { ids, ...next } = pageOf(caseIds, asked.limit, cursor);
      const cases = await this.previews.of(viewer, share, ids);
      return { cases, counts: countsOf(cases), total: caseIds.length, more, ...next };
    });
  }

  /** @throws ShapeError unless cases are named in one of the two ways */
  private async meant(
    viewer: PersonId,
    waitFor: number | undefined,
    { caseIds, matching }: PreviewBulkShareDto,
  ): Promise<Meant> {
    if ((caseIds === undefined) === (matching === undefined)) throw eitherOr();
    const asking = await this.reads.asking(viewer, waitFor);
    if (matching === undefined) return { caseIds: [...new Set(caseIds)].toSorted(), more: false };
    const { question, filters } = filtersOf(matching);
    const own = matching.collaboratorId === undefined ? {} : { collaboratorId: matching.collaboratorId };
    const found = await this.reads.queries.matchingOrders({ ...asking, ...question, filters: { ...filters, ...own } });
    // A store may sort ids by the rules of a language; pages go by their characters.
    return { ...found, caseIds: found.caseIds.toSorted() };
  }
}

const countsOf = (cases: BulkPreview['cases']): BulkPreview['counts'] => {
  const counts = { 'will-share': 0, 'already-shared': 0, refused: 0 };
  for (const { answer } of cases) counts[answer] += 1;
  return counts;
};

const eitherOr = (): ShapeError =>
  new ShapeError('body', [{ pointer: '/matching', detail: 'either this or caseIds is needed, and not both' }]);
