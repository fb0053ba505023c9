/**
 * Just enough of Jest to load specs once and run them many times in one process: `describe`, `it`, `it.each` with rows,
 * and the few expectations that the sentences about access use. An expectation that is not here fails loudly.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

/** @type {{ readonly name: string; readonly run: () => void }[]} */
export const tests = [];
/** @type {string[]} */
const path = [];

/** @param {string} name @param {() => void} body */
export const describe = (name, body) => {
  path.push(name);
  body();
  path.pop();
};

/** @param {string} name @param {() => void} run */
export const it = (name, run) => void tests.push({ name: [...path, name].join(', '), run });

/** @param {readonly (readonly unknown[])[]} rows */
it.each = (rows) => (/** @type {string} */ name, /** @type {(...row: unknown[]) => void} */ run) => {
  for (const row of rows) it(name.replace('%s', String(row[0])), () => run(...row));
};

/** @param {unknown} actual */
export const expect = (actual) => ({
  toBe: (/** @type {unknown} */ expected) => assert.equal(actual, expected),
  toEqual: (/** @type {unknown} */ expected) => assert.deepEqual(actual, expected),
  toMatchObject: (/** @type {object} */ expected) => assert.ok(matches(actual, expected), JSON.stringify(actual)),
});

/**
 * Whether everything that is expected is there; lists have the same length.
 * @param {unknown} actual
 * @param {unknown} expected
 * @returns {boolean}
 */
const matches = (actual, expected) => {
  if (typeof expected !== 'object' || expected === null) return Object.is(actual, expected);
  if (typeof actual !== 'object' || actual === null) return false;
  if (Array.isArray(expected) && !(Array.isArray(actual) && actual.length === expected.length)) return false;
  const fields = new Map(Object.entries(actual));
  return Object.entries(expected).every(([name, value]) => fields.has(name) && matches(fields.get(name), value));
};

/** Runs the tests until one fails. @returns {string | undefined} the one that failed, and how */
export const runTests = () => {
  for (const { name, run } of tests) {
    try {
      run();
    } catch (failure) {
      return `${name}: ${failure instanceof Error ? failure.message : String(failure)}`;
    }
  }
  return undefined;
};

const swc = /** @type {const} */ ({
  jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
  module: { type: 'es6' },
});

/** TypeScript sources run as they are; specs find these functions in the place of Jest's. */
export const loadHooks = /** @type {import('node:module').RegisterHooksOptions} */ ({
  resolve: (specifier, context, next) => {
    if (specifier === '@jest/globals') return { url: import.meta.url, shortCircuit: true };
    const fromSource = context.parentURL?.endsWith('.ts') && specifier.startsWith('.');
    return next(fromSource ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
  load: (url, context, next) => {
    if (!url.endsWith('.ts')) return next(url, context);
    const source = readFileSync(fileURLToPath(url), 'utf8');
    return { format: 'module', source: transformSync(source, swc).code, shortCircuit: true };
  },
});
