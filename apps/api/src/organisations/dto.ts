/** Shapes of requests about planning services and labs. */

import type { OrganisationKind, PersonId } from '@konsil/domain';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsString, IsUUID, MaxLength } from 'class-validator';

export const ORGANISATION_KINDS: readonly OrganisationKind[] = ['treatment-planning-service', 'lab'];

export class RegisterOrganisationDto {
  @ApiProperty({ enum: ORGANISATION_KINDS })
  @IsIn(ORGANISATION_KINDS)
  kind!: OrganisationKind;

  @ApiProperty({ example: 'PlanWell', maxLength: 200 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name!: string;
}

export class AddMemberDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  personId!: PersonId;
}
