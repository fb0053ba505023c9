/** The JSON Schema of events, as `@konsil/domain` ships it. */

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { catalogue, type EventType } from '@konsil/domain';

/** One schema where one type is asked for, else all by type; JSON. */
export const asJsonSchema = async (types: readonly EventType[]): Promise<string> => {
  const schemas = await Promise.all(types.map(async (type) => [type, await schemaOf(type)] as const));
  const [first, ...others] = schemas;
  return JSON.stringify(first !== undefined && others.length === 0 ? first[1] : Object.fromEntries(schemas), null, 2);
};

const schemaOf = async (type: EventType): Promise<unknown> => {
  const { version } = catalogue[type];
  const file = fileURLToPath(import.meta.resolve(`@konsil/domain/schemas/${type}.v${version}.json`));
  return JSON.parse(await readFile(file, 'utf8'));
};
