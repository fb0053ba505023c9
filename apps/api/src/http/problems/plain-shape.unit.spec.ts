import { describe, expect, it } from '@jest/globals';
import { ValidationPipe } from '@nestjs/common';
import { Transform, Type } from 'class-transformer';
import {
  ArrayUnique,
  IsArray,
  IsDefined,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import fc from 'fast-check';
import { plainShapeOf } from './plain-shape.js';
import { shapeOptions } from './shape-pipe.js';

class InnerDto {
  @IsString()
  name!: string;
}

class NoteDto {
  @IsString()
  @MaxLength(5)
  text!: string;

  @IsOptional()
  @IsInt()
  @Min(0)
  count: number = 7;

  @ValidateIf((dto: NoteDto) => dto.text === 'list')
  @IsArray()
  @ArrayUnique()
  @IsIn(['a', 'b'], { each: true })
  words?: string[];

  @IsOptional()
  @ValidateNested()
  @Type(() => InnerDto)
  inner?: InnerDto;

  @IsOptional()
  @Transform(({ value }: { value: unknown }) => String(value))
  @IsString()
  made?: string;
}

class UnknownRuleDto {
  @IsDefined()
  text!: string;
}

class WithoutRules {
  text?: string;
}

const pipe = new ValidationPipe(shapeOptions);
const judged = (value: unknown): Promise<unknown> =>
  pipe.transform(value, { type: 'body', metatype: NoteDto }).catch(() => 'refused');

const single = fc.oneof(
  fc.constantFrom('a', 'list', 'short', 'much too long', '', 0, 1, -1, 1.5, true, null),
  fc.string({ maxLength: 7 }),
);
const value = fc.oneof(single, fc.array(single, { maxLength: 3 }), fc.record({ name: single }), fc.constant({}));
const name = fc.constantFrom(
  'text',
  'count',
  'words',
  'inner',
  'made',
  'more',
  '__proto__',
  'constructor',
  'prototype',
);
const body = fc
  .array(fc.tuple(name, value), { maxLength: 4 })
  .map(
    (entries) => JSON.parse(`{${entries.map(([key, held]) => `"${key}":${JSON.stringify(held)}`).join()}}`) as unknown,
  );

describe('The short way for bodies', () => {
  const short = plainShapeOf(NoteDto);

  it('takes only what the long way takes, and gives the same', () =>
    fc.assert(
      fc.asyncProperty(fc.oneof(body, value), async (given) => {
        const text = JSON.stringify(given);
        const taken = short?.(JSON.parse(text));
        if (taken === undefined) return;
        const long = await judged(JSON.parse(text));
        expect(taken).toEqual(long);
        expect(Object.getPrototypeOf(taken)).toBe(NoteDto.prototype);
        expect(Object.keys(taken)).toEqual(Object.keys(long as object));
      }),
      { numRuns: 3000 },
    ));

  it.each([
    [{ text: 'short' }],
    [{ text: 'short', count: 3 }],
    [{ text: 'short', count: null }],
    [{ text: 'list', words: ['a', 'b'] }],
    [{ text: 'other', words: 'not looked at' }],
  ])('takes %j', async (given) => expect(short?.(given)).toEqual(await judged(given)));

  it.each([
    [{}],
    [{ text: 'much too long' }],
    [{ text: 'short', more: 1 }],
    [{ text: 'short', inner: { name: 'x' } }],
    [{ text: 'short', made: 'x' }],
    [{ text: 'list', words: ['a', 'a'] }],
    [{ text: { length: 1 } }],
    [null],
    ['short'],
    [[{ text: 'short' }]],
  ])('leaves %j to the long way', (given) => expect(short?.(given)).toBeUndefined());

  it('knows nothing of other rules, and of classes without any', () => {
    expect(plainShapeOf(UnknownRuleDto)).toBeUndefined();
    expect(plainShapeOf(WithoutRules)).toBeUndefined();
  });
});
