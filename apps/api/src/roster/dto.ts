/** Shapes of requests about a provider's collaborators. */

import type { CollaboratorKind, ConsentPolicy, Language, OrganisationId, Permission } from '@konsil/domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayUnique,
  IsArray,
  IsEmail,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  MaxLength,
  ValidateIf,
} from 'class-validator';
import { LANGUAGES } from '../accounts/dto.js';
import { IsId } from '../http/index.js';

export const COLLABORATOR_KINDS: readonly CollaboratorKind[] = [
  'staff',
  'colleague',
  'mentor',
  'treatment-planning-service',
];
export const PERMISSIONS: readonly Permission[] = ['decline-setups', 'add-orders', 'request-revisions', 'manage-holds'];
export const CONSENT_POLICIES: readonly ConsentPolicy[] = ['attestation', 'per-patient'];

export class AttestDto {
  @ApiProperty({
    example: '2026-01',
    description: 'Version of the text that was confirmed',
    minLength: 1,
    maxLength: 32,
  })
  @IsString()
  @IsNotEmpty()
  @MaxLength(32)
  textVersion!: string;
}

export class AcceptTermsDto {
  @ApiProperty({
    example: '2026-01',
    description: 'Version of the terms that were accepted',
    minLength: 1,
    maxLength: 32,
  })
  @IsString()
  @IsNotEmpty()
  @MaxLength(32)
  termsVersion!: string;
}

export class ChooseConsentPolicyDto {
  @ApiProperty({ enum: CONSENT_POLICIES })
  @IsIn(CONSENT_POLICIES)
  policy!: ConsentPolicy;
}

export class AddCollaboratorDto {
  @ApiProperty({ enum: COLLABORATOR_KINDS })
  @IsIn(COLLABORATOR_KINDS)
  kind!: CollaboratorKind;

  @ApiPropertyOptional({
    format: 'email',
    description: 'Of the person; needed for every kind but a planning service',
    maxLength: 254,
  })
  @ValidateIf((dto: AddCollaboratorDto) => dto.email !== undefined || dto.kind !== 'treatment-planning-service')
  @IsEmail()
  @MaxLength(254)
  email?: string;

  @ApiPropertyOptional({
    description: 'Of the person; may be left out where the person is known already',
    maxLength: 200,
    minLength: 1,
  })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name?: string;

  @ApiPropertyOptional({
    enum: LANGUAGES,
    description: 'In which the person is written to; default: that of the provider',
  })
  @IsOptional()
  @IsIn(LANGUAGES)
  language?: Language;

  @ApiPropertyOptional({ format: 'uuid', description: 'The planning service; needed for that kind alone' })
  @ValidateIf(
    (dto: AddCollaboratorDto) => dto.organisationId !== undefined || dto.kind === 'treatment-planning-service',
  )
  @IsId()
  organisationId?: OrganisationId;

  @ApiProperty({ enum: PERMISSIONS, isArray: true, description: '`decline-setups` is the minimum', uniqueItems: true })
  @IsArray()
  @ArrayUnique()
  @IsIn(PERMISSIONS, { each: true })
  permissions!: Permission[];
}
