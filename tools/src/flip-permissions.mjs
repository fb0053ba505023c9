/**
 * Flips every single cell of the tables of access, one by one, and runs the sentences about access against each: at least
 * one has to fail, else nobody would notice. Prints the flips that none noticed; exit 1 if there are any.
 *
 * Usage: node tools/src/flip-permissions.mjs [--sample N] [--seed S]
 *
 * All in one process: the specs are loaded once and run again with each flipped table. They read no table themselves.
 */

import { readdirSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { parseArgs } from 'node:util';
import { loadHooks, runTests, tests } from './flips/specs.mjs';
import { flipsOf } from './flips/flips.mjs';

const { values } = parseArgs({ options: { sample: { type: 'string' }, seed: { type: 'string', default: '1' } } });
const access = new URL('../../packages/domain/src/access/', import.meta.url);

registerHooks(loadHooks);
const { matrix } = await import(new URL('matrix.ts', access).href);
const { fields } = await import(new URL('fields.ts', access).href);
for (const file of readdirSync(new URL('sentences/', access)).filter((name) => name.endsWith('.spec.ts'))) {
  await import(new URL(`sentences/${file}`, access).href);
}

const failing = runTests();
if (failing !== undefined || tests.length === 0) {
  process.stdout.write(`With the tables as they are: ${failing ?? 'there is no test'}\n`);
  process.exit(1);
}

const flips = chosen(
  flipsOf({ matrix, fields }),
  values.sample === undefined ? undefined : Number(values.sample),
  Number(values.seed),
);
/** @type {string[]} */
const survivors = [];
for (const { table, row, column, cell, name } of flips) {
  const before = table[row] ?? {};
  table[row] = { ...before, [column]: cell };
  if (runTests() === undefined) survivors.push(name);
  table[row] = before;
}
for (const name of survivors) process.stdout.write(`survived: ${name}\n`);
process.stdout.write(`${flips.length} flips, ${tests.length} tests, ${survivors.length} survived\n`);
process.exitCode = survivors.length > 0 ? 1 : 0;

/**
 * That many of them, drawn by a seed; all where none is named.
 * @template Item
 * @param {readonly Item[]} all
 * @param {number | undefined} size
 * @param {number} seed
 * @returns {readonly Item[]}
 */
function chosen(all, size, seed) {
  if (size === undefined) return all;
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return all
    .map((item) => ({ item, order: next() }))
    .sort((one, other) => one.order - other.order)
    .slice(0, size)
    .map(({ item }) => item);
}
