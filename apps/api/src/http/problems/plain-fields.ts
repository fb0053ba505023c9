/** What class-validator and class-transformer know of a DTO, read once and put as functions. */

import type { Type } from '@nestjs/common';
import { TransformationType } from 'class-transformer';
import { defaultMetadataStorage as transformations } from 'class-transformer/cjs/storage.js';
import { getMetadataStorage, ValidationTypes } from 'class-validator';

export type Values = Record<string, unknown>;
/** Whether class-validator finds nothing to say about this value of a field. */
export type Check = (owner: Values, value: unknown) => boolean;

export interface Field {
  /** The checks are made only where all of these hold: `@IsOptional()`, `@ValidateIf()`. */
  readonly conditions: readonly Check[];
  readonly checks: readonly Check[];
  /** Taken as it came. Any other field is for the short way only while it is absent. */
  readonly plain: boolean;
}

const storage = getMetadataStorage();
type Rule = ReturnType<typeof storage.getTargetValidationMetadatas>[number];

/** The fields of a DTO by name; undefined where it has none, or a kind of rule that is not known here. */
export const fieldsOf = (dto: Type): ReadonlyMap<string, Field> | undefined => {
  if (namesChange(dto)) return undefined;
  const rules = storage.groupByPropertyName(storage.getTargetValidationMetadatas(dto, '', false, false));
  const fields = new Map<string, Field>();
  for (const [name, ofField] of Object.entries(rules)) {
    const field = fieldOf(dto, name, ofField);
    if (field === undefined) return undefined;
    fields.set(name, field);
  }
  return fields.size === 0 ? undefined : fields;
};

const fieldOf = (dto: Type, name: string, rules: readonly Rule[]): Field | undefined => {
  const conditions: Check[] = [];
  const checks: Check[] = [];
  let plain = !isTransformed(dto, name) && !(name in dto.prototype);
  for (const rule of rules) {
    if (rule.type === ValidationTypes.CONDITIONAL_VALIDATION) conditions.push(conditionOf(rule));
    else if (rule.type === ValidationTypes.CUSTOM_VALIDATION && rule.validateIf === undefined) {
      checks.push(...checksOf(rule, dto.name));
    } else if (rule.type === ValidationTypes.NESTED_VALIDATION) plain = false;
    else return undefined;
  }
  return { conditions, checks, plain };
};

/** `@Expose()` and `@Exclude()`: a body's names need not be the fields' names. */
const namesChange = (dto: Type): boolean =>
  transformations.getStrategy(dto) !== 'none' ||
  transformations.getExposedMetadatas(dto).length > 0 ||
  transformations.getExcludedMetadatas(dto).length > 0;

/** `@Type()` and `@Transform()`. */
const isTransformed = (dto: Type, name: string): boolean =>
  transformations.findTypeMetadata(dto, name) !== undefined ||
  transformations.findTransformMetadatas(dto, name, TransformationType.PLAIN_TO_CLASS).length > 0;

/** class-validator keeps the function of `@ValidateIf()` as the rule's only constraint. */
const conditionOf = ({ constraints }: Rule): Check => {
  const condition = constraints[0] as Check;
  return (owner, value) => condition(owner, value);
};

/** A check that has to be waited for says neither yes nor no here: the long way waits. */
const checksOf = ({ constraintCls, constraints, propertyName: property, each }: Rule, targetName: string): Check[] =>
  storage.getTargetValidatorConstraints(constraintCls).map(({ instance }) => {
    const says = (object: Values, value: unknown, one: unknown): boolean =>
      instance.validate(one, { targetName, property, object, value, constraints }) === true;
    return (owner, value) =>
      each && Array.isArray(value) ? value.every((one) => says(owner, value, one)) : says(owner, value, value);
  });
