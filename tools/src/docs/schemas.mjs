/**
 * Makes packages/domain/schemas/{Type}.v{version}.json, the JSON Schema (2020-12) of every event type as it is written today, from
 * the types of the domain and its catalogue. Files of older versions stay as they are.
 *
 * Usage: node tools/src/docs/schemas.mjs [--check]
 */

import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { catalogue, eventTypes } from '@konsil/domain';
import { createGenerator } from 'ts-json-schema-generator';
import { bringUpToDate, root } from './page.mjs';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

/** @typedef {Readonly<Record<string, unknown>>} Schema */

const all = createGenerator({
  path: fileURLToPath(new URL('packages/domain/src/events.ts', root)),
  tsconfig: fileURLToPath(new URL('packages/domain/tsconfig.json', root)),
  type: 'DomainEvent',
  expose: 'none',
  topRef: false,
  additionalProperties: false,
  jsDoc: 'extended',
  // The build has checked them.
  skipTypeCheck: true,
}).createSchema('DomainEvent');

/**
 * The members of the union as objects with a type and data; another shape would be another union.
 * @returns {readonly { readonly type: unknown, readonly data: Schema }[]}
 */
const members = (all.anyOf ?? []).map((member) => {
  const { type, data } = (typeof member === 'object' && member.properties) || {};
  if (typeof type !== 'object' || typeof data !== 'object') throw new Error('an event without type and data');
  return { type: type.const, data: { ...data } };
});

/** An event type may stand in several members of the union: its data are then any of theirs. @param {string} wanted */
const dataOf = (wanted) => {
  const found = members.filter(({ type }) => type === wanted).map(({ data }) => data);
  const [first, ...others] = found;
  if (first === undefined) throw new Error(`the types of the domain have no event ${wanted}`);
  return others.length === 0 ? first : { anyOf: found };
};

/** @param {import('@konsil/domain').EventType} type */
const schemaOf = (type) => {
  const { version, recorded, personal } = catalogue[type];
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:konsil:event:${type}:${version}`,
    title: type,
    description: `Recorded when ${recorded}.`,
    'x-personal': personal,
    ...dataOf(type),
  };
};

await bringUpToDate(
  new Map(
    eventTypes.map((type) => [
      `packages/domain/schemas/${type}.v${catalogue[type].version}.json`,
      JSON.stringify(schemaOf(type)),
    ]),
  ),
  values,
);
