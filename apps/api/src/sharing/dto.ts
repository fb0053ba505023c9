/** Shape of the pop-up's Save: who is added to a case and who is taken off, all or nothing (product.md C1). */

import type { CollaboratorId, Purpose } from '@konsil/domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  ValidateIf,
  ValidateNested,
  IsObject,
} from 'class-validator';
import { PURPOSES } from '../patients/dto.js';
import { IsMoment, IsId } from '../http/index.js';

export class GrantEndDto {
  @ApiProperty({ enum: ['date', 'approval'] })
  @IsIn(['date', 'approval'])
  on!: 'date' | 'approval';

  @ApiPropertyOptional({ format: 'date-time', description: 'With `date`' })
  @ValidateIf((dto: GrantEndDto) => dto.on === 'date')
  @IsMoment()
  at?: string;
}

export class AddToCaseDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  collaboratorId!: CollaboratorId;

  @ApiPropertyOptional({ type: GrantEndDto })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => GrantEndDto)
  ends?: GrantEndDto;

  @ApiPropertyOptional({
    enum: PURPOSES,
    description: 'What the data are shared for; default: treatment, with a planning service treatment-planning',
  })
  @IsOptional()
  @IsIn(PURPOSES)
  purpose?: Purpose;

  @ApiPropertyOptional({
    description:
      "The collaborator sees the order number, not the patient's identity. Free text and files can still name the patient",
  })
  @IsOptional()
  @IsBoolean()
  pseudonymised?: boolean;
}

export class ChangeSharingDto {
  @ApiPropertyOptional({ type: [AddToCaseDto], maxItems: 100, uniqueItems: true, default: [] })
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique((item: AddToCaseDto) => item.collaboratorId)
  @ValidateNested({ each: true })
  @Type(() => AddToCaseDto)
  add: AddToCaseDto[] = [];

  @ApiPropertyOptional({ type: [String], format: 'uuid', maxItems: 100, uniqueItems: true, default: [] })
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsId({ each: true })
  remove: CollaboratorId[] = [];
}
