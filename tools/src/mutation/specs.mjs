/** As much of Jest as the domain's specs use: they are collected once, and each can be run as often as there are mutants. */

import { bind } from 'jest-each';

export { expect } from 'expect';

/** In the order of the files. `id`: the names of the groups and of the test, in one line. */
export const collected = [];

const path = [];

export const describe = (name, body) => {
  path.push(name);
  body();
  path.pop();
};
describe.each = bind(describe, false);

export const it = (name, run) => void collected.push({ id: [...path, name].join(' '), run });
it.each = bind(it, false);
