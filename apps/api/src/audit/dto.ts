/** What can be asked of the audit trail. */

import type { CaseId, PatientId, PersonId } from '@konsil/domain';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { IsMoment, IsId } from '../http/index.js';

export class AuditQueryDto {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsId()
  patientId?: PatientId;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsId()
  caseId?: CaseId;

  @ApiPropertyOptional({ format: 'uuid', description: 'As actor, recipient, subject or the one acted for' })
  @IsOptional()
  @IsId()
  personId?: PersonId;

  @ApiPropertyOptional({ format: 'date-time', description: 'Recorded at or after' })
  @IsOptional()
  @IsMoment()
  from?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Recorded before' })
  @IsOptional()
  @IsMoment()
  to?: string;

  @ApiPropertyOptional({ enum: ['ascending', 'descending'], default: 'ascending' })
  @IsOptional()
  @IsIn(['ascending', 'descending'])
  direction?: 'ascending' | 'descending';

  @ApiPropertyOptional({ description: '`next` of the page before', maxLength: 200 })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  cursor?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 1000, default: 100 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  limit?: number;
}
