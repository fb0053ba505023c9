/** Shapes of requests about planning services and labs. */

import type { OrganisationKind, PersonId } from '@konsil/domain';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { IsId } from '../http/index.js';

export const ORGANISATION_KINDS: readonly OrganisationKind[] = ['treatment-planning-service', 'lab'];

export class RegisterOrganisationDto {
  @ApiProperty({ enum: ORGANISATION_KINDS })
  @IsIn(ORGANISATION_KINDS)
  kind!: OrganisationKind;

  @ApiProperty({ example: 'PlanWell', maxLength: 200, minLength: 1 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name!: string;
}

export class AddMemberDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  personId!: PersonId;
}
