/**
 * How the fields of an answer are described. Each decorator fits only a property whose values its schema allows: an
 * id that may be `null` and is not described so does not compile.
 */

import type { Personal } from '@konsil/domain';
import type { Type } from '@nestjs/common';
import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { ERASED } from './erased-schema.js';

interface Options {
  readonly description?: string;
  /** The field may be absent. */
  readonly optional?: true;
  readonly nullable?: true;
  /** A list of these. */
  readonly many?: true;
}

type One<Value, Given extends Options> = Given extends { many: true } ? readonly Value[] : Value;
type Held<Value, Given extends Options> = One<Value, Given> | (Given extends { nullable: true } ? null : never);
type Field<Held> = <Key extends string>(owner: { readonly [Name in Key]?: Held }, key: Key) => void;
type Schema = Readonly<Record<string, unknown>>;

const TEXT = { type: 'string' } as const;

const described = <Value, const Given extends Options>(
  alternatives: readonly Schema[],
  given: Given,
  models: readonly Type[] = [],
  rest: Schema = {},
): Field<Held<Value, Given>> => {
  const { description, optional = false, nullable = false, many = false } = given;
  const one = alternatives.length === 1 ? { ...alternatives[0], ...rest } : { oneOf: alternatives, ...rest };
  const value = many ? { type: 'array', items: one } : one;
  const schema = nullable ? { oneOf: [...(many ? [value] : alternatives), { type: 'null' }], ...rest } : value;
  const options = {
    ...besideWords(schema),
    selfRequired: !optional,
    ...(description !== undefined && { description }),
  };
  return (owner, key) => {
    if (models.length > 0) ApiExtraModels(...models)(owner.constructor);
    ApiProperty(options)(owner, key);
  };
};

/** A reference with words beside it needs a schema around it. */
const besideWords = (schema: Schema): Schema => ('$ref' in schema ? { allOf: [schema] } : schema);

const NONE = {} as const;

type Describing<Value> = <const Given extends Options = typeof NONE>(given?: Given) => Field<Held<Value, Given>>;

const describing =
  <Value>(...alternatives: readonly Schema[]): Describing<Value> =>
  <const Given extends Options>(given?: Given) =>
    described<Value, Given>(alternatives, given ?? (NONE as Given));

export const Id = describing<string>({ ...TEXT, format: 'uuid' });
/** UTC, with milliseconds. */
export const Moment = describing<string>({ ...TEXT, format: 'date-time' });
export const Text = describing<string>(TEXT);
export const Flag = describing<boolean>({ type: 'boolean' });
/** 0, 1, 2 and so on. */
export const Count = describing<number>({ type: 'integer', minimum: 0 });
/** A place in the log or a stream; -1 stands for "before everything". */
export const Place = describing<number>({ type: 'integer', minimum: -1 });
/** What can have been erased (product.md G9). */
export const PersonalText = describing<Personal<string>>(TEXT, ERASED);
export const PersonalDay = describing<Personal<string>>({ ...TEXT, format: 'date' }, ERASED);

/** One of some words; every one of the type, and no other, stands in `words`. */
export const Word = <Value extends string, const Given extends Options = typeof NONE>(
  words: Readonly<Record<Value, true>> | readonly Value[],
  given?: Given,
): Field<Held<Value, Given>> => described<Value, Given>([{ ...TEXT, enum: wordsOf(words) }], given ?? (NONE as Given));

const refTo = (model: Type): Schema => ({ $ref: getSchemaPath(model) });

/** Another described class. */
export const Shape = <Instance, const Given extends Options = typeof NONE>(
  model: Type<Instance>,
  given?: Given,
): Field<Held<Instance, Given>> => described<Instance, Given>([refTo(model)], given ?? (NONE as Given), [model]);

/** One of several described classes, told apart by the word in their field `by`. */
export const OneOf = <
  const By extends string,
  Models extends Readonly<Record<string, Type>>,
  const Given extends Options = typeof NONE,
>(
  by: By,
  models: Models & { readonly [Word in keyof Models]: Type<{ readonly [Name in By]: Word }> },
  given?: Given,
): Field<Held<InstanceType<Models[keyof Models]>, Given>> => {
  const mapping = Object.fromEntries(Object.entries(models).map(([word, model]) => [word, getSchemaPath(model)]));
  return described<InstanceType<Models[keyof Models]>, Given>(
    Object.values<Type>(models).map(refTo),
    given ?? (NONE as Given),
    Object.values<Type>(models),
    { discriminator: { propertyName: by, mapping } },
  );
};

/** A number for each of some words. */
export const Counts = <Value extends string>(words: readonly Value[]): Field<Readonly<Record<Value, number>>> =>
  described<Readonly<Record<Value, number>>, typeof NONE>(
    [
      {
        type: 'object',
        properties: Object.fromEntries(words.map((word) => [word, { type: 'integer', minimum: 0 }])),
        required: words,
      },
    ],
    NONE,
  );

const wordsOf = <Value extends string>(words: Readonly<Record<Value, true>> | readonly Value[]): readonly string[] =>
  Array.isArray(words) ? (words as readonly string[]) : Object.keys(words);
