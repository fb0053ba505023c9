/** Mutation testing leaves the words of refusals alone: codes and facts are rules, the sentence beside them is for people. */

import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/**
 * What of a syntax tree is read here.
 * @typedef {{ readonly type: string; readonly callee: { readonly name?: string }; readonly arguments: readonly Node[] }} Node
 * @typedef {{ readonly node: Node; readonly parent: Node; readonly parentPath: Path }} Path
 */

/**
 * The second argument of `new DomainError(code, message, facts)`, and of the demands that pass one on; also where it is
 * chosen between two.
 * @param {Path} path
 */
const isMessage = (path) => {
  if (path.node.type !== 'StringLiteral' && path.node.type !== 'TemplateLiteral') return false;
  const { node, parent: call } = path.parent.type === 'ConditionalExpression' ? path.parentPath : path;
  if (call.type === 'NewExpression') return call.callee.name === 'DomainError' && call.arguments[1] === node;
  if (call.type !== 'CallExpression') return false;
  if (call.callee.name === 'demandText') return call.arguments[2] === node;
  return call.callee.name === 'denied' && call.arguments[1] === node;
};

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'messages', {
    shouldIgnore: (path) =>
      isMessage(/** @type {Path} */ (path)) ? 'the words of a refusal are for people' : undefined,
  }),
];
