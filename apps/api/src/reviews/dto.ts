/** Shapes of requests about setups and what is said of them. */

import type { CaseType, CollaboratorId } from '@konsil/domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, IsUrl, MaxLength, Min } from 'class-validator';
import { IsMoment, IsId } from '../http/index.js';

export const CASE_TYPES: readonly CaseType[] = [
  'flex',
  'mini',
  'one',
  'two',
  'unlimited-3',
  'unlimited-5',
  'retainer-only',
];
export const VERDICTS = ['ready-for-approval', 'declined'] as const;
/** Characters that a message may have. */
export const TEXT_LIMIT = 10_000;

export class PublishSetupDto {
  @ApiProperty({ type: 'integer', minimum: 1, description: '1 for the first setup of the case, then one more each' })
  @IsInt()
  @Min(1)
  version!: number;

  @ApiProperty({ format: 'date-time', description: 'When the technician made it' })
  @IsMoment()
  occurredAt!: string;

  @ApiPropertyOptional({ format: 'uri', description: 'Where the viewer shows the model', maxLength: 2000 })
  @IsOptional()
  @IsUrl({ protocols: ['https'], require_protocol: true })
  @MaxLength(2000)
  viewerUrl?: string;
}

export class GiveVerdictDto {
  @ApiProperty({ enum: VERDICTS })
  @IsIn(VERDICTS)
  verdict!: (typeof VERDICTS)[number];

  @ApiPropertyOptional({ description: 'Goes into the conversation; needed with `declined`', maxLength: TEXT_LIMIT })
  @IsOptional()
  @IsString()
  @MaxLength(TEXT_LIMIT)
  message?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'As which collaborator, for who stands to the case as several: oneself, and a planning service',
  })
  @IsOptional()
  @IsId()
  collaboratorId?: CollaboratorId;
}

export class DeclineSetupDto {
  @ApiProperty({ description: 'Why; goes into every conversation of the case', maxLength: TEXT_LIMIT })
  @IsString()
  @MaxLength(TEXT_LIMIT)
  message!: string;
}

export class SendSetupBackDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  collaboratorId!: CollaboratorId;

  @ApiProperty({ description: 'Why; goes into the conversation with this collaborator', maxLength: TEXT_LIMIT })
  @IsString()
  @MaxLength(TEXT_LIMIT)
  message!: string;
}

export class ApproveSetupDto {
  @ApiProperty({ enum: CASE_TYPES })
  @IsIn(CASE_TYPES)
  caseType!: CaseType;
}
