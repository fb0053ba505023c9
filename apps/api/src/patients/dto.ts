/** Shapes of requests about consents. */

import { type CollaboratorKind, type Purpose, type RecipientId, TEXT_VERSION } from '@konsil/domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateIf,
  ValidateNested,
  IsObject,
} from 'class-validator';
import { IsMoment, IsId } from '../http/index.js';
import { COLLABORATOR_KINDS } from '../roster/dto.js';

export const RECIPIENT_SCOPES = ['everyone', 'everyone-but-staff', 'kind', 'recipient'] as const;
export const PURPOSES: readonly Purpose[] = ['treatment', 'second-opinion', 'treatment-planning', 'teaching'];
export const EVIDENCE_KINDS = ['signed-form', 'e-form', 'e-mail', 'oral-with-witness'] as const;

const GIVERS = ['patient', 'guardian'] as const;

export class RecipientRuleDto {
  @ApiProperty({ enum: RECIPIENT_SCOPES })
  @IsIn(RECIPIENT_SCOPES)
  of!: (typeof RECIPIENT_SCOPES)[number];

  @ApiPropertyOptional({ enum: COLLABORATOR_KINDS, description: 'With `kind`' })
  @ValidateIf((dto: RecipientRuleDto) => dto.of === 'kind')
  @IsIn(COLLABORATOR_KINDS)
  kind?: CollaboratorKind;

  @ApiPropertyOptional({ format: 'uuid', description: 'With `recipient`: a person or an organisation' })
  @ValidateIf((dto: RecipientRuleDto) => dto.of === 'recipient')
  @IsId()
  recipientId?: RecipientId;
}

export class EvidenceDto {
  @ApiProperty({ enum: EVIDENCE_KINDS })
  @IsIn(EVIDENCE_KINDS)
  kind!: (typeof EVIDENCE_KINDS)[number];

  @ApiPropertyOptional({ description: 'SHA-256 of the document, lower-case hex', pattern: '^[0-9a-f]{64}$' })
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/)
  documentHash?: string;
}

export class GiveConsentDto {
  @ApiProperty({ type: [RecipientRuleDto], minItems: 1 })
  @IsArray()
  @ArrayMinSize(1)
  @ValidateNested({ each: true })
  @Type(() => RecipientRuleDto)
  recipients!: RecipientRuleDto[];

  @ApiProperty({ enum: PURPOSES, isArray: true, minItems: 1, uniqueItems: true })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(PURPOSES, { each: true })
  purposes!: Purpose[];

  @ApiProperty({
    example: 'https://konsil.example/consent/2026-01',
    description: 'A version, or the URI of the text',
    pattern: TEXT_VERSION.source,
    maxLength: 200,
    minLength: 1,
  })
  @Matches(TEXT_VERSION)
  @MaxLength(200)
  textVersion!: string;

  @ApiProperty({ type: EvidenceDto })
  @IsObject()
  @ValidateNested()
  @Type(() => EvidenceDto)
  evidence!: EvidenceDto;

  @ApiProperty({ enum: ['patient', 'guardian'] })
  @IsIn(['patient', 'guardian'])
  givenBy!: 'patient' | 'guardian';

  @ApiPropertyOptional({ description: 'With `guardian`', maxLength: 200, minLength: 1 })
  @ValidateIf((dto: GiveConsentDto) => dto.givenBy === 'guardian')
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  guardianName?: string;

  @ApiProperty({ format: 'date-time', description: 'When it was given' })
  @IsMoment()
  occurredAt!: string;

  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional()
  @IsMoment()
  validUntil?: string;
}

export class WithdrawConsentDto {
  @ApiPropertyOptional({
    type: [RecipientRuleDto],
    description: 'Whose access ends; default: everyone but practice staff',
    minItems: 1,
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ValidateNested({ each: true })
  @Type(() => RecipientRuleDto)
  recipients?: RecipientRuleDto[];

  @ApiPropertyOptional({ enum: GIVERS, description: 'Who declared it', default: 'patient' })
  @IsOptional()
  @IsIn(GIVERS)
  declaredBy?: (typeof GIVERS)[number];

  @ApiPropertyOptional({
    format: 'date-time',
    description:
      'When it was declared; default: now. What was signed until then gives no access, however late it is recorded',
  })
  @IsOptional()
  @IsMoment()
  occurredAt?: string;
}
