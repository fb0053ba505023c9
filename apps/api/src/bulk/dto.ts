/**
 * What can be asked of acts on many cases. That no id stands twice is not checked here: `ArrayUnique` compares each with
 * each, which takes seconds for as many as an act may be on. Rules: product.md C2.
 */

import { type BulkOutcome, type CaseId, MOST_BULK_CASES } from '@konsil/domain';
import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { AsList, IsId } from '../http/index.js';
import { OrdersSearchDto } from '../lists/filters.dto.js';
import { PageQueryDto } from '../lists/page.dto.js';
import { AddToCaseDto } from '../sharing/dto.js';

const OUTCOME_OF_CASE = {
  shared: true,
  'already-shared': true,
  refused: true,
  'changed-since': true,
} as const satisfies Readonly<Record<BulkOutcome, true>>;
export const BULK_OUTCOMES = Object.keys(OUTCOME_OF_CASE) as readonly BulkOutcome[];
/** `waiting`: it has not had its turn yet. */
const OUTCOMES_OR_WAITING: readonly (BulkOutcome | 'waiting')[] = [...BULK_OUTCOMES, 'waiting'];

/** Filters and search of Manage Orders; none: all cases. */
export class MatchingOrdersDto extends OmitType(OrdersSearchDto, ['sort', 'direction', 'cursor', 'limit']) {}

export class PreviewBulkShareDto extends AddToCaseDto {
  @ApiPropertyOptional({
    type: [String],
    format: 'uuid',
    minItems: 1,
    maxItems: MOST_BULK_CASES,
    description: 'The selected cases, each counted once; either these or `matching`',
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_BULK_CASES)
  @IsId({ each: true })
  caseIds?: CaseId[];

  @ApiPropertyOptional({ type: MatchingOrdersDto, description: 'All cases that fit; `{}` is all cases' })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => MatchingOrdersDto)
  matching?: MatchingOrdersDto;

  @ApiPropertyOptional({ description: '`next` of the page before', maxLength: 4000 })
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  cursor?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 1000, default: 200 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1000)
  limit?: number;
}

export class StartBulkShareDto extends AddToCaseDto {
  @ApiProperty({
    type: [String],
    format: 'uuid',
    minItems: 1,
    maxItems: MOST_BULK_CASES,
    description: 'Those of which the preview said `will-share`: exactly these are shared, no others',
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_BULK_CASES)
  @IsId({ each: true })
  caseIds!: CaseId[];
}

export class BulkCasesQueryDto extends PageQueryDto {
  @ApiPropertyOptional({
    enum: OUTCOMES_OR_WAITING,
    isArray: true,
    description: 'Only cases of which this became; `waiting`: they have not had their turn',
  })
  @IsOptional()
  @AsList()
  @IsArray()
  @IsIn(OUTCOMES_OR_WAITING, { each: true })
  outcome?: (BulkOutcome | 'waiting')[];
}
