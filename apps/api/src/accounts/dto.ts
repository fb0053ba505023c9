/** Shapes of requests about people, practices and roles. */

import type { Language, ProviderId, Role } from '@konsil/domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsEmail,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  MaxLength,
} from 'class-validator';
import { IsMoment, IsId } from '../http/index.js';

export const LANGUAGES: readonly Language[] = ['de', 'en'];
export const ROLES: readonly Role[] = ['lab', 'administrator'];

export class ProvisionPersonDto {
  @ApiProperty({ example: 'Dr. Luis Ortega', maxLength: 200, minLength: 1 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name!: string;

  @ApiProperty({ example: 'luis@ortega.example', format: 'email', maxLength: 254 })
  @IsEmail()
  @MaxLength(254)
  email!: string;

  @ApiProperty({ enum: LANGUAGES })
  @IsIn(LANGUAGES)
  language!: Language;
}

export class LookupPersonDto {
  @ApiProperty({ example: 'luis@ortega.example', format: 'email', maxLength: 254 })
  @IsEmail()
  @MaxLength(254)
  email!: string;
}

export class OpenPracticeDto {
  @ApiProperty({ example: 'Kieferorthopädie am Hafen', maxLength: 200, minLength: 1 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name!: string;
}

export class GrantRoleDto {
  @ApiProperty({ enum: ROLES })
  @IsIn(ROLES)
  role!: Role;
}

export class AppointAuditorDto {
  @ApiPropertyOptional({
    type: [String],
    format: 'uuid',
    description: 'Whose cases; default: everything',
    minItems: 1,
    uniqueItems: true,
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsId({ each: true })
  providerIds?: ProviderId[];

  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional()
  @IsMoment()
  endsAt?: string;
}
