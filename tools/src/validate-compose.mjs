/**
 * Checks docker/compose.yaml (or the file named) where no container engine is at hand: against the Compose
 * specification's JSON schema and against the rules of `compose/rules.mjs`. Exit 1 with one line per problem.
 *
 *   node tools/src/validate-compose.mjs [FILE] [--schema SCHEMA.json]
 */

import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parseDocument } from 'yaml';
import { againstRules } from './compose/rules.mjs';
import { againstSchema, composeSchema } from './compose/schema.mjs';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { schema: { type: 'string' } } });
const file = positionals[0] ?? 'docker/compose.yaml';
const document = parseDocument(await readFile(file, 'utf8'), { uniqueKeys: true });
const compose = document.toJS();

const problems =
  document.errors.length > 0
    ? document.errors.map(({ message }) => message)
    : [...againstSchema(await composeSchema(values.schema), compose), ...againstRules(compose)];

for (const problem of problems) process.stderr.write(`${file}: ${problem}\n`);
if (problems.length > 0) process.exit(1);
process.stdout.write(`${file}: ${Object.keys(compose.services).length} services, valid\n`);
