/** As much of Jest as the domain's specs use: they are collected once, and each can be run as often as there are mutants. */

import { bind } from 'jest-each';
import { loadHooks } from '../flips/specs.mjs';

export { expect } from 'expect';

/**
 * In the order of the files. `id`: the names of the groups and of the test, in one line.
 * @type {{ readonly id: string; readonly run: () => unknown }[]}
 */
export const collected = [];

/** @type {string[]} */
const path = [];

/** @param {string} name @param {() => void} body */
export const describe = (name, body) => {
  path.push(name);
  body();
  path.pop();
};
describe.each = bind(/** @type {never} */ (describe), false);

/** @param {string} name @param {() => unknown} run */
export const it = (name, run) => void collected.push({ id: [...path, name].join(' '), run });
it.each = bind(/** @type {never} */ (it), false);

/** TypeScript sources as they are, and these words in the place of Jest's. */
export const hooks = /** @type {import('node:module').RegisterHooksOptions} */ ({
  ...loadHooks,
  resolve: (specifier, context, next) =>
    specifier === '@jest/globals'
      ? { url: import.meta.url, shortCircuit: true }
      : (loadHooks.resolve?.(specifier, context, next) ?? next(specifier, context)),
});
