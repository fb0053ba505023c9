/** Mutation testing leaves the words of refusals alone: codes and facts are rules, the sentence beside them is for people. */

import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/**
 * What of a path through the syntax tree is looked at.
 * @typedef {{ readonly type: string, readonly callee?: { readonly name?: string }, readonly arguments?: readonly unknown[] }} Syntax
 * @typedef {{ readonly node: Syntax, readonly parent?: Syntax | null }} Place
 * @typedef {Place & { readonly parentPath?: Place | null }} Path
 */

/** Which argument is a message: the second of `new DomainError(code, message, facts)`, and what demands pass on as one. */
const MESSAGE_AT = new Map([
  ['NewExpression DomainError', 1],
  ['CallExpression denied', 1],
  ['CallExpression demandText', 2],
  ['CallExpression demandWords', 1],
  ['CallExpression demandReason', 1],
]);

/** Also where it is chosen between two. @param {Path} path */
const isMessage = (path) => {
  if (path.node.type !== 'StringLiteral' && path.node.type !== 'TemplateLiteral') return false;
  const { node, parent } = path.parent?.type === 'ConditionalExpression' && path.parentPath ? path.parentPath : path;
  const at = MESSAGE_AT.get(`${parent?.type} ${parent?.callee?.name}`);
  return at !== undefined && parent?.arguments?.[at] === node;
};

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'messages', {
    shouldIgnore: (path) =>
      isMessage(/** @type {Path} */ (path)) ? 'the words of a refusal are for people' : undefined,
  }),
];
