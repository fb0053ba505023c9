/** Mutation testing leaves the words of refusals alone: codes and facts are rules, the sentence beside them is for people. */

import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** The second argument of `new DomainError(code, message, facts)`, and of the demands that pass one on. */
const isMessage = (path) => {
  const call = path.parent;
  if (!path.isStringLiteral() && !path.isTemplateLiteral()) return false;
  if (call?.type === 'NewExpression') return call.callee.name === 'DomainError' && call.arguments[1] === path.node;
  if (call?.type !== 'CallExpression') return false;
  if (call.callee.name === 'demandText') return call.arguments[2] === path.node;
  return call.callee.name === 'denied' && call.arguments[1] === path.node;
};

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'messages', {
    shouldIgnore: (path) => (isMessage(path) ? 'the words of a refusal are for people' : undefined),
  }),
];
