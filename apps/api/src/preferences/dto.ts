/** Shapes of what a person chooses for themself. Rules: product.md A1, A4, A5. */

import type { Language, SavedView } from '@konsil/domain';
import { DIRECTIONS } from '../lists/filters.dto.js';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { LANGUAGES } from '../accounts/dto.js';

export const VIEW_LISTS = ['orders', 'collaborations', 'roster'] as const satisfies readonly SavedView['list'][];

export class ChooseLanguageDto {
  @ApiProperty({ enum: LANGUAGES })
  @IsIn(LANGUAGES)
  language!: Language;
}

export class ChooseTimeZoneDto {
  @ApiProperty({ description: 'A name of the IANA database', example: 'Europe/Berlin', minLength: 1, maxLength: 64 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(64)
  timeZone!: string;
}

export class NotificationSettingDto {
  @ApiProperty({ description: 'Told at once' })
  @IsBoolean()
  instant!: boolean;

  @ApiProperty({ description: 'Told in the daily summary' })
  @IsBoolean()
  summary!: boolean;
}

const isWordLists = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((list) => Array.isArray(list) && list.every((word) => typeof word === 'string'));

const IsWordLists = (): PropertyDecorator =>
  ValidateBy({
    name: 'isWordLists',
    validator: { validate: isWordLists, defaultMessage: () => 'must have a list of words for each column' },
  });

export class ViewSortDto {
  @ApiProperty({ description: 'Name of a column', maxLength: 40 })
  @IsString()
  @MaxLength(40)
  by!: string;

  @ApiProperty({ enum: DIRECTIONS })
  @IsIn(DIRECTIONS)
  direction!: SavedView['sort']['direction'];
}

export class SaveViewDto {
  @ApiProperty({ minLength: 1, maxLength: 100 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name!: string;

  @ApiProperty({ enum: VIEW_LISTS })
  @IsIn(VIEW_LISTS)
  list!: SavedView['list'];

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'array', items: { type: 'string' } },
    description: 'By the name of a column, the words or ids that are shown; never what was searched for',
    default: {},
  })
  @IsOptional()
  @IsWordLists()
  filters?: Readonly<Record<string, readonly string[]>>;

  @ApiProperty({ type: [String], maxItems: 40, description: 'Names of columns, in the order they are shown' })
  @IsArray()
  @ArrayMaxSize(40)
  @IsString({ each: true })
  columns!: string[];

  @ApiProperty({ type: ViewSortDto })
  @IsObject()
  @ValidateNested()
  @Type(() => ViewSortDto)
  sort!: ViewSortDto;
}
