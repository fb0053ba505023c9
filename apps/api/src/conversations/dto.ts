/** Shapes of requests about messages. */

import type { MessageId } from '@konsil/domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { TEXT_LIMIT } from '../reviews/dto.js';
import { IsId } from '../http/index.js';

export class PostMessageDto {
  @ApiProperty({ maxLength: TEXT_LIMIT })
  @IsString()
  @MaxLength(TEXT_LIMIT)
  text!: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'The message that this one corrects' })
  @IsOptional()
  @IsId()
  corrects?: MessageId;
}

export class MarkMessagesReadDto {
  @ApiProperty({ type: 'integer', minimum: 0, description: 'Log position of the newest message that was read' })
  @IsInt()
  @Min(0)
  upTo!: number;
}

export class MessagesQueryDto {
  @ApiPropertyOptional({ type: 'integer', minimum: 0, description: 'Only messages before this log position' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  before?: number;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 200, default: 50 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number;
}
