import type { PersonId } from '@konsil/domain';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Person, Requires, SignedIn, WaitFor } from '../http/index.js';
import { Reads } from '../lists/reads.js';
import { Answers } from '../openapi/index.js';
import { DueTimePage, OverdueReviewPage, PlanningOrderPage } from './answers.dto.js';
import { DueTimesQueryDto, OverdueReviewsQueryDto, PlanningOrdersQueryDto } from './dto.js';

/** What there is to do, and what ends by itself, in the order of time (product.md D4, F4). */
@ApiTags('work')
@Controller()
export class WorkController {
  constructor(private readonly reads: Reads) {}

  @Get('planning-orders')
  @SignedIn()
  @Answers('What planning services whose member you are were asked to do, on cases that you may see', PlanningOrderPage)
  async planningOrders(
    @Person() viewer: PersonId,
    @WaitFor() waitFor: number | undefined,
    @Query() { state: states, providerId, limit, cursor }: PlanningOrdersQueryDto,
  ): Promise<PlanningOrderPage> {
    const asking = await this.reads.asking(viewer, waitFor);
    const filters = { ...(states !== undefined && { states }), ...(providerId !== undefined && { providerId }) };
    return this.reads.page('planning-orders', { viewer, limit, cursor }, (place) =>
      this.reads.queries.tpsWork({ ...asking, ...filters, ...place }),
    );
  }

  @Get('overdue-reviews')
  @Requires('provider')
  @Answers('Verdicts on your cases that are awaited for too long', OverdueReviewPage)
  async overdueReviews(
    @Person() viewer: PersonId,
    @WaitFor() waitFor: number | undefined,
    @Query() { days, limit, cursor }: OverdueReviewsQueryDto,
  ): Promise<OverdueReviewPage> {
    const asking = await this.reads.asking(viewer, waitFor);
    const filters = days === undefined ? {} : { days };
    return this.reads.page('overdue-reviews', { viewer, limit, cursor }, (place) =>
      this.reads.queries.overdueReviews({ ...asking, ...filters, ...place }),
    );
  }

  @Get('due-times')
  @Requires('provider')
  @Answers('Invitations, shares and consents of yours that end by themselves, soon', DueTimePage)
  async dueTimes(
    @Person() viewer: PersonId,
    @WaitFor() waitFor: number | undefined,
    @Query() { until, limit, cursor }: DueTimesQueryDto,
  ): Promise<DueTimePage> {
    const asking = await this.reads.asking(viewer, waitFor);
    const filters = until === undefined ? {} : { until: new Date(until).toISOString() };
    return this.reads.page('due-times', { viewer, limit, cursor }, (place) =>
      this.reads.queries.dueTimes({ ...asking, ...filters, ...place }),
    );
  }
}
