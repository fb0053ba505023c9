/** What can be asked of lists in the order of time. Rules: product.md D4, F4. */

import type { ProviderId, TpsOrder } from '@konsil/domain';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsArray, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { AsList, IsId, IsMoment } from '../http/index.js';
import { PageQueryDto } from '../lists/page.dto.js';

const STATES = {
  ordered: true,
  completed: true,
  cancelled: true,
} as const satisfies Readonly<Record<TpsOrder['state'], true>>;
export const TPS_STATES = Object.keys(STATES) as readonly TpsOrder['state'][];
/** Days that an overdue review may be asked to have waited. */
const MOST_DAYS = 3_650;

export class PlanningOrdersQueryDto extends PageQueryDto {
  @ApiPropertyOptional({ enum: TPS_STATES, isArray: true, description: 'Default: what is still to be done' })
  @IsOptional()
  @AsList()
  @IsArray()
  @IsIn(TPS_STATES, { each: true })
  state?: TpsOrder['state'][];

  @ApiPropertyOptional({ type: [String], format: 'uuid' })
  @IsOptional()
  @AsList()
  @IsArray()
  @IsId({ each: true })
  providerId?: ProviderId[];
}

export class OverdueReviewsQueryDto extends PageQueryDto {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MOST_DAYS,
    description: 'Awaited for at least so many days; default: as the rule has it that tells of overdue reviews',
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST_DAYS)
  days?: number;
}

export class DueTimesQueryDto extends PageQueryDto {
  @ApiPropertyOptional({ format: 'date-time', description: 'Only what ends before; default: within 30 days' })
  @IsOptional()
  @IsMoment()
  until?: string;
}
