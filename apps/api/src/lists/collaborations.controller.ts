import type { PersonId } from '@konsil/domain';
import type { CollaborationRow, ListPage } from '@konsil/projections';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Person, SignedIn, WaitFor } from '../http/index.js';
import { CollaborationsQueryDto, CollaborationsSearchDto } from './filters.dto.js';
import { filtersOf } from './filters.js';
import { Reads } from './reads.js';

/** Collaborator Dashboard: what others share with who asks, and only what they may see now (product.md F2). */
@ApiTags('collaborations')
@Controller('collaborations')
export class CollaborationListController {
  constructor(private readonly reads: Reads) {}

  @Get()
  @SignedIn()
  @ApiOperation({ summary: 'Collaborator Dashboard: filter, sort, page' })
  list(
    @Person() viewer: PersonId,
    @WaitFor() waitFor: number | undefined,
    @Query() query: CollaborationsQueryDto,
  ): Promise<ListPage<CollaborationRow>> {
    return this.answer(viewer, waitFor, query);
  }

  @Post('search')
  @HttpCode(200)
  @SignedIn()
  @ApiOperation({ summary: 'Collaborator Dashboard with search text, which never stands in a URL' })
  search(
    @Person() viewer: PersonId,
    @WaitFor() waitFor: number | undefined,
    @Body() body: CollaborationsSearchDto,
  ): Promise<ListPage<CollaborationRow>> {
    return this.answer(viewer, waitFor, body);
  }

  private async answer(
    viewer: PersonId,
    waitFor: number | undefined,
    asked: CollaborationsSearchDto,
  ): Promise<ListPage<CollaborationRow>> {
    const asking = await this.reads.asking(viewer, waitFor);
    const { question, filters } = filtersOf(asked);
    const own = asked.providerId === undefined ? {} : { providerId: asked.providerId };
    const sort = asked.sort === undefined ? {} : { sort: asked.sort };
    return this.reads.page('collaborations', { viewer, ...asked }, (cursor) =>
      this.reads.queries.collaborations({
        ...asking,
        ...question,
        ...sort,
        ...cursor,
        filters: { ...filters, ...own },
      }),
    );
  }
}
