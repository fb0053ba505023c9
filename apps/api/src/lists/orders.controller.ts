import type { PersonId } from '@konsil/domain';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Person, Requires, WaitFor } from '../http/index.js';
import { Answers } from '../openapi/index.js';
import { OrdersQueryDto, OrdersSearchDto } from './filters.dto.js';
import { filtersOf } from './filters.js';
import { OrderPage } from './pages.dto.js';
import { Reads } from './reads.js';

/** Manage Orders: the provider's own cases (product.md F1). */
@ApiTags('orders')
@Controller('orders')
export class OrderListController {
  constructor(private readonly reads: Reads) {}

  @Get()
  @Requires('provider')
  @Answers('Manage Orders: filter, sort, page', OrderPage)
  list(
    @Person() viewer: PersonId,
    @WaitFor() waitFor: number | undefined,
    @Query() query: OrdersQueryDto,
  ): Promise<OrderPage> {
    return this.answer(viewer, waitFor, query);
  }

  @Post('search')
  @Requires('provider')
  @Answers('Manage Orders with search text, which never stands in a URL', OrderPage)
  search(
    @Person() viewer: PersonId,
    @WaitFor() waitFor: number | undefined,
    @Body() body: OrdersSearchDto,
  ): Promise<OrderPage> {
    return this.answer(viewer, waitFor, body);
  }

  private async answer(viewer: PersonId, waitFor: number | undefined, asked: OrdersSearchDto): Promise<OrderPage> {
    const asking = await this.reads.asking(viewer, waitFor);
    const { question, filters } = filtersOf(asked);
    const own = asked.collaboratorId === undefined ? {} : { collaboratorId: asked.collaboratorId };
    const sort = asked.sort === undefined ? {} : { sort: asked.sort };
    return this.reads.page('orders', { viewer, ...asked }, (place) =>
      this.reads.queries.manageOrders({ ...asking, ...question, ...sort, ...place, filters: { ...filters, ...own } }),
    );
  }
}
