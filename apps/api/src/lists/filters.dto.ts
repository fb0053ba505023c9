/** What can be asked of the two lists, in a query string or in a body. Rules: product.md F1, F2. */

import type { CaseType, CollaboratorId, PracticeId, ProviderId } from '@konsil/domain';
import {
  CASE_STATUSES,
  CASE_TYPES,
  CATEGORIES,
  COLLABORATOR_STATUSES,
  type CaseStatus,
  type Category,
  type CollaborationSort,
  type CollaboratorStatus,
  type Direction,
  type OrderSort,
} from '@konsil/projections';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsArray, IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { AsList, IsMoment, IsId } from '../http/index.js';
import { PageQueryDto } from './page.dto.js';

const SORTS = [
  'orderNumber',
  'patient',
  'lastActivity',
  'status',
  'category',
  'caseType',
  'practice',
  'collaboratorStatus',
  'unread',
] as const;
export const ORDER_SORTS: readonly OrderSort[] = [...SORTS, 'collaborators'];
export const COLLABORATION_SORTS: readonly CollaborationSort[] = [...SORTS, 'provider'];
export const DIRECTIONS: readonly Direction[] = ['ascending', 'descending'];
const CASE_TYPES_OR_NONE: readonly (CaseType | 'none')[] = [...CASE_TYPES, 'none'];
const UUID_OR_NONE = /^(none|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** `?unread=true` is a boolean. */
const AsBoolean = () =>
  Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));

export class ListQueryDto extends PageQueryDto {
  @ApiPropertyOptional({ enum: CASE_STATUSES, isArray: true })
  @IsOptional()
  @AsList()
  @IsArray()
  @IsIn(CASE_STATUSES, { each: true })
  status?: CaseStatus[];

  @ApiPropertyOptional({ enum: CATEGORIES, isArray: true })
  @IsOptional()
  @AsList()
  @IsArray()
  @IsIn(CATEGORIES, { each: true })
  category?: Category[];

  @ApiPropertyOptional({ enum: CASE_TYPES_OR_NONE, isArray: true, description: '`none`: not chosen yet' })
  @IsOptional()
  @AsList()
  @IsArray()
  @IsIn(CASE_TYPES_OR_NONE, { each: true })
  caseType?: (CaseType | 'none')[];

  @ApiPropertyOptional({ type: [String], format: 'uuid' })
  @IsOptional()
  @AsList()
  @IsArray()
  @IsId({ each: true })
  practiceId?: PracticeId[];

  @ApiPropertyOptional({ enum: COLLABORATOR_STATUSES, isArray: true })
  @IsOptional()
  @AsList()
  @IsArray()
  @IsIn(COLLABORATOR_STATUSES, { each: true })
  collaboratorStatus?: CollaboratorStatus[];

  @ApiPropertyOptional({ description: 'Only cases with messages that you have not read' })
  @IsOptional()
  @AsBoolean()
  @IsBoolean()
  unread?: boolean;

  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional()
  @IsMoment()
  activeSince?: string;

  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional()
  @IsMoment()
  activeBefore?: string;

  @ApiPropertyOptional({ enum: DIRECTIONS })
  @IsOptional()
  @IsIn(DIRECTIONS)
  direction?: Direction;
}

export class OrdersQueryDto extends ListQueryDto {
  @ApiPropertyOptional({ enum: ORDER_SORTS })
  @IsOptional()
  @IsIn(ORDER_SORTS)
  sort?: OrderSort;

  @ApiPropertyOptional({
    type: [String],
    description: 'Shared with any of these roster entries; `none`: with nobody',
    pattern: UUID_OR_NONE.source,
  })
  @IsOptional()
  @AsList()
  @IsArray()
  @Matches(UUID_OR_NONE, { each: true })
  collaboratorId?: (CollaboratorId | 'none')[];
}

export class CollaborationsQueryDto extends ListQueryDto {
  @ApiPropertyOptional({ enum: COLLABORATION_SORTS })
  @IsOptional()
  @IsIn(COLLABORATION_SORTS)
  sort?: CollaborationSort;

  @ApiPropertyOptional({ type: [String], format: 'uuid' })
  @IsOptional()
  @AsList()
  @IsArray()
  @IsId({ each: true })
  providerId?: ProviderId[];
}

/** Search text never stands in a URL: it can be a patient's name. */
export class OrdersSearchDto extends OrdersQueryDto {
  @ApiPropertyOptional({ maxLength: 200 })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  search?: string;
}

export class CollaborationsSearchDto extends CollaborationsQueryDto {
  @ApiPropertyOptional({ maxLength: 200 })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  search?: string;
}
