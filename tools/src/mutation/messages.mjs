/** Mutation testing leaves the words of refusals alone: codes and facts are rules, the sentence beside them is for people. */

import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/**
 * The second argument of `new DomainError(code, message, facts)`, and of the demands that pass one on; also where it is
 * chosen between two.
 */
const isMessage = (path) => {
  if (!path.isStringLiteral() && !path.isTemplateLiteral()) return false;
  const { node, parent: call } = path.parentPath.isConditionalExpression() ? path.parentPath : path;
  if (call.type === 'NewExpression') return call.callee.name === 'DomainError' && call.arguments[1] === node;
  if (call.type !== 'CallExpression') return false;
  if (call.callee.name === 'demandText') return call.arguments[2] === node;
  return call.callee.name === 'denied' && call.arguments[1] === node;
};

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'messages', {
    shouldIgnore: (path) => (isMessage(path) ? 'the words of a refusal are for people' : undefined),
  }),
];
