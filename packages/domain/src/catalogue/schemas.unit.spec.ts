/** The JSON Schema of events, made from the types, against examples and golden files, which it does not know. */

import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { Ajv2020, type AnySchemaObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { EventType } from '../events.js';
import { ERASED } from '../personal.js';
import { catalogue, eventTypes } from './index.js';

type Json = Readonly<Record<string, unknown>>;

const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true, keywords: ['x-personal'] });
formats.default(ajv);

const read = (path: string): Json =>
  JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')) as Json;

const validatorOf = (type: EventType): ValidateFunction => {
  const schema: AnySchemaObject = read(`schemas/${type}.v${catalogue[type].version}.json`);
  return ajv.getSchema(String(schema['$id'])) ?? ajv.compile(schema);
};

const isValid = (type: EventType, data: unknown): boolean => validatorOf(type)(data) === true;

const withErased = (data: Json, path: string): Json => {
  const [first = '', ...rest] = path.split('.');
  return { ...data, [first]: rest.length === 0 ? ERASED : withErased(data[first] as Json, rest.join('.')) };
};

describe('the JSON Schema of an event', () => {
  it.each(eventTypes)('takes the example and the golden file of %s', (type) => {
    const { example, version } = catalogue[type];
    expect(isValid(type, example)).toBe(true);
    expect(isValid(type, read(`golden/${type}.v${version}.json`))).toBe(true);
  });

  it.each(eventTypes)('takes %s with its personal fields erased', (type) => {
    const { example, personal } = catalogue[type];
    const erased = Object.keys(personal).reduce<Json>(withErased, example as unknown as Json);
    expect(isValid(type, erased)).toBe(true);
  });

  it.each(eventTypes)('refuses %s with a field too many, and without its first field', (type) => {
    const { example } = catalogue[type];
    const [[first = ''] = [], ...others] = Object.entries(example);
    expect(isValid(type, { ...example, surprise: 1 })).toBe(false);
    expect({ first, valid: isValid(type, Object.fromEntries(others)) }).toEqual({ first, valid: false });
  });

  it('knows ids, moments and days', () => {
    const { example } = catalogue.CaseShared;
    expect(isValid('CaseShared', { ...example, caseId: 'case 7' })).toBe(false);
    expect(isValid('CaseShared', { ...example, ends: { on: 'date', at: 'tomorrow' } })).toBe(false);
  });
});
