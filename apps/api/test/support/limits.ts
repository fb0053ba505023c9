/** What the server checks of a body, as JSON Schema would say it. */

import { getMetadataStorage } from 'class-validator';
import { builtModules } from './controllers.js';

type Keywords = Readonly<Record<string, unknown>>;

/** Ids are UUIDs in lower case, as the description says once for all. */
const ID = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';

/** By the name of the check; what is not here can not be said in a schema, or says only a type. */
const KEYWORDS: Readonly<Record<string, (constraint: unknown) => Keywords>> = {
  isNotEmpty: () => ({ minLength: 1 }),
  minLength: (minLength) => ({ minLength }),
  maxLength: (maxLength) => ({ maxLength }),
  min: (minimum) => ({ minimum }),
  max: (maximum) => ({ maximum }),
  isInt: () => ({ type: 'integer' }),
  isBoolean: () => ({ type: 'boolean' }),
  isEmail: () => ({ type: 'string', format: 'email' }),
  isUrl: () => ({ type: 'string', format: 'uri' }),
  isMoment: () => ({ type: 'string', format: 'date-time' }),
  isIn: (words) => ({ enum: words }),
  matches: (pattern) => {
    const source = pattern instanceof RegExp ? pattern.source : pattern;
    return source === ID ? { type: 'string', format: 'uuid' } : { pattern: source };
  },
  isArray: () => ({ type: 'array' }),
  arrayMinSize: (minItems) => ({ minItems }),
  arrayMaxSize: (maxItems) => ({ maxItems }),
  arrayUnique: () => ({ uniqueItems: true }),
};

export interface FieldLimits {
  readonly field: string;
  /** Absent or not, the body passes. */
  readonly optional: boolean;
  readonly keywords: Keywords;
  /** Of each item, where the field is a list. */
  readonly items: Keywords;
}

/** Of the request class with this name in the built server; its fields with those it inherits. */
export const limitsOf = async (name: string): Promise<readonly FieldLimits[]> => {
  const model = (await builtModules('**/*dto.js')).map((module) => module[name]).find((known) => known !== undefined);
  if (typeof model !== 'function') throw new Error(`the server has no class ${name}`);
  const checks = getMetadataStorage().getTargetValidationMetadatas(model, '', false, false);
  const fields = [...new Set(checks.map(({ propertyName }) => propertyName))];
  return fields.map((field) => {
    const own = checks.filter(({ propertyName }) => propertyName === field);
    const of = (each: boolean): Keywords =>
      Object.assign(
        {},
        ...own
          .filter((check) => check.each === each)
          .map((check) => KEYWORDS[check.name ?? '']?.((check.constraints as readonly unknown[] | undefined)?.[0])),
      ) as Keywords;
    const optional = own.some(({ type }) => type === 'conditionalValidation');
    return { field, optional, keywords: of(false), items: of(true) };
  });
};
