import type { PersonId } from '@konsil/domain';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Person, SignedIn, WaitFor } from '../http/index.js';
import { Answers } from '../openapi/index.js';
import { CollaborationsQueryDto, CollaborationsSearchDto } from './filters.dto.js';
import { filtersOf } from './filters.js';
import { CollaborationPage } from './pages.dto.js';
import { Reads } from './reads.js';

/** Collaborator Dashboard: what others share with who asks, and only what they may see now (product.md F2). */
@ApiTags('collaborations')
@Controller('collaborations')
export class CollaborationListController {
  constructor(private readonly reads: Reads) {}

  @Get()
  @SignedIn()
  @Answers('Collaborator Dashboard: filter, sort, page', CollaborationPage)
  list(
    @Person() viewer: PersonId,
    @WaitFor() waitFor: number | undefined,
    @Query() query: CollaborationsQueryDto,
  ): Promise<CollaborationPage> {
    return this.answer(viewer, waitFor, query);
  }

  @Post('search')
  @SignedIn()
  @Answers('Collaborator Dashboard with search text, which never stands in a URL', CollaborationPage)
  search(
    @Person() viewer: PersonId,
    @WaitFor() waitFor: number | undefined,
    @Body() body: CollaborationsSearchDto,
  ): Promise<CollaborationPage> {
    return this.answer(viewer, waitFor, body);
  }

  private async answer(
    viewer: PersonId,
    waitFor: number | undefined,
    asked: CollaborationsSearchDto,
  ): Promise<CollaborationPage> {
    const asking = await this.reads.asking(viewer, waitFor);
    const { question, filters } = filtersOf(asked);
    const own = asked.providerId === undefined ? {} : { providerId: asked.providerId };
    const sort = asked.sort === undefined ? {} : { sort: asked.sort };
    return this.reads.page('collaborations', { viewer, ...asked }, (place) =>
      this.reads.queries.collaborations({
        ...asking,
        ...question,
        ...sort,
        ...place,
        filters: { ...filters, ...own },
      }),
    );
  }
}
