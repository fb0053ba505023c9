/**
 * The short way for bodies that are right, and most are: says yes only where class-validator and class-transformer
 * would, by the rules they know of the DTO, and gives what they would give. What it does not understand, or would refuse,
 * is theirs to judge (shape-pipe.ts).
 */

import type { Type } from '@nestjs/common';
import { type Field, fieldsOf, type Values } from './plain-fields.js';

/** An instance of the DTO with these values, or undefined where the long way has to judge. */
export type PlainShape = (value: unknown) => object | undefined;

/** Undefined where the DTO has no rules, or some that the short way does not know. */
export const plainShapeOf = (dto: Type<object>): PlainShape | undefined => {
  const fields = fieldsOf(dto);
  // Its fields are set and read by their names.
  const Shape = dto as Type<Values>;
  if (fields === undefined) return undefined;
  const all = [...fields];
  return (value) => {
    if (!isPlainObject(value)) return undefined;
    const instance = new Shape();
    for (const name of Object.keys(value)) {
      const kept = fields.get(name)?.plain === true ? copyOf(value[name]) : undefined;
      if (kept === undefined) return undefined;
      instance[name] = kept;
    }
    return all.every(([name, field]) => holds(field, instance, instance[name])) ? instance : undefined;
  };
};

const holds = ({ conditions, checks }: Field, owner: Values, value: unknown): boolean =>
  conditions.some((condition) => !condition(owner, value)) || checks.every((check) => check(owner, value));

/** As JSON.parse makes them. */
const isPlainObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Single values and lists of them; undefined for all else. */
const copyOf = (value: unknown): unknown => {
  if (isSingle(value)) return value;
  return Array.isArray(value) && value.every(isSingle) ? value.slice() : undefined;
};

const isSingle = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null;
