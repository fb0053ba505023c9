/** Shape of a new order. */

import type { OrderKind, PatientId, PracticeId } from '@konsil/domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsDateString,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateBy,
  ValidateIf,
  ValidateNested,
  IsObject,
} from 'class-validator';
import { IsId } from '../http/index.js';

export const ORDER_KINDS: readonly OrderKind[] = ['aligner', 'retainer'];

export class NewPatientDto {
  @ApiProperty({ example: 'Mia', maxLength: 100, minLength: 1 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  givenName!: string;

  @ApiProperty({ example: 'Sommer', maxLength: 100, minLength: 1 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  familyName!: string;

  @ApiProperty({ example: '2009-04-17', format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsDateString({ strict: true })
  birthDate!: string;
}

/** One of the two: where both came, nobody could say which one counts. */
const InsteadOf = (other: 'patientId') =>
  ValidateBy({
    name: 'insteadOf',
    validator: {
      validate: (_, asked) => (asked?.object as SubmitOrderDto | undefined)?.[other] === undefined,
      defaultMessage: () => `must not stand beside ${other}`,
    },
  });

export class SubmitOrderDto {
  @ApiProperty({ enum: ORDER_KINDS })
  @IsIn(ORDER_KINDS)
  kind!: OrderKind;

  @ApiProperty({ format: 'uuid', description: "One of the provider's practices" })
  @IsId()
  practiceId!: PracticeId;

  @ApiPropertyOptional({ format: 'uuid', description: 'A patient who is registered already; else `patient`' })
  @ValidateIf((dto: SubmitOrderDto) => dto.patientId !== undefined || dto.patient === undefined)
  @IsId()
  patientId?: PatientId;

  @ApiPropertyOptional({ type: NewPatientDto, description: 'A new patient; else `patientId`' })
  @IsOptional()
  @InsteadOf('patientId')
  @IsObject()
  @ValidateNested()
  @Type(() => NewPatientDto)
  patient?: NewPatientDto;
}
