import type { PersonId } from '@konsil/domain';
import type { ListPage, OrderRow } from '@konsil/projections';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Person, Requires, WaitFor } from '../http/index.js';
import { OrdersQueryDto, OrdersSearchDto } from './filters.dto.js';
import { filtersOf } from './filters.js';
import { Reads } from './reads.js';

/** Manage Orders: the provider's own cases (product.md F1). */
@ApiTags('orders')
@Controller('orders')
export class OrderListController {
  constructor(private readonly reads: Reads) {}

  @Get()
  @Requires('provider')
  @ApiOperation({ summary: 'Manage Orders: filter, sort, page' })
  list(
    @Person() viewer: PersonId,
    @WaitFor() waitFor: number | undefined,
    @Query() query: OrdersQueryDto,
  ): Promise<ListPage<OrderRow>> {
    return this.answer(viewer, waitFor, query);
  }

  @Post('search')
  @HttpCode(200)
  @Requires('provider')
  @ApiOperation({ summary: 'Manage Orders with search text, which never stands in a URL' })
  search(
    @Person() viewer: PersonId,
    @WaitFor() waitFor: number | undefined,
    @Body() body: OrdersSearchDto,
  ): Promise<ListPage<OrderRow>> {
    return this.answer(viewer, waitFor, body);
  }

  private async answer(
    viewer: PersonId,
    waitFor: number | undefined,
    asked: OrdersSearchDto,
  ): Promise<ListPage<OrderRow>> {
    const asking = await this.reads.asking(viewer, waitFor);
    const { question, filters } = filtersOf(asked);
    const own = asked.collaboratorId === undefined ? {} : { collaboratorId: asked.collaboratorId };
    const sort = asked.sort === undefined ? {} : { sort: asked.sort };
    return this.reads.page('orders', { viewer, ...asked }, (cursor) =>
      this.reads.queries.manageOrders({ ...asking, ...question, ...sort, ...cursor, filters: { ...filters, ...own } }),
    );
  }
}
