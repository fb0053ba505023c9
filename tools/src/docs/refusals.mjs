/** Refusals as they stand in the sources of the domain: code, words, names of the facts. */

import { glob, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { root } from './page.mjs';

/** @typedef {{ readonly code: string, readonly says: string, readonly facts: readonly string[] }} Refusal */

/** Neither specs nor what they use refuse anything, and the catalogue only gives examples. */
const REFUSES_NOTHING = /\.spec\.ts$|^(testing|laws|catalogue)\/|\/reference\//;

/** @param {string} folder from the project's folder @returns {Promise<[string, string][]>} text by path inside the folder */
export const sourcesOf = async (folder) => {
  const cwd = fileURLToPath(new URL(folder, root));
  /** @type {string[]} */
  const paths = [];
  for await (const path of glob('**/*.ts', { cwd })) if (!REFUSES_NOTHING.test(path)) paths.push(path);
  paths.sort();
  return Promise.all(paths.map(async (path) => [path, await readFile(`${cwd}${path}`, 'utf8')]));
};

/**
 * Every code that a source makes a refusal of: in `new DomainError(...)`, as an argument of what makes one, or in a table of
 * `{ code, message }`. Codes that are only compared are none.
 * @param {string} source
 * @returns {readonly Refusal[]}
 */
export const refusalsOf = (source) => {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true);
  const nodes = [...nodesOf(file)];
  // Where the code comes out of a table, the facts stand with the one error that is made of it.
  const fromTable = nodes
    .filter(ts.isNewExpression)
    .filter(({ arguments: [code] = [] }) => code !== undefined && !ts.isStringLiteral(code))
    .flatMap((made) => factsOf(made.arguments?.[2]));
  return nodes.filter(isCode).flatMap((code) => {
    const { parent } = code;
    if (ts.isPropertyAssignment(parent)) return [{ code: code.text, says: besides(parent), facts: fromTable }];
    if (!ts.isNewExpression(parent) && !ts.isCallExpression(parent)) return [];
    const given = parent.arguments ?? ts.factory.createNodeArray();
    const at = given.indexOf(code);
    return [{ code: code.text, says: textOf(given[at + 1]), facts: factsOf(given[at + 2]) }];
  });
};

/** @param {ts.Node} node @returns {Generator<ts.Node>} */
function* nodesOf(node) {
  yield node;
  for (const child of node.getChildren()) yield* nodesOf(child);
}

/** @param {ts.Node} node @returns {node is ts.StringLiteral} */
const isCode = (node) => ts.isStringLiteral(node) && /^[A-Z]+\.[A-Z_]+$/.test(node.text);

/** The words that stand beside a code in a table. @param {ts.PropertyAssignment} property */
const besides = ({ parent }) =>
  textOf(
    parent.properties.filter(ts.isPropertyAssignment).find(({ name }) => name.getText() === 'message')?.initializer,
  );

/** Words that are not written out where the code stands are left open. @param {ts.Node | undefined} node @returns {string} */
const textOf = (node) => {
  if (node === undefined) return '…';
  if (ts.isConditionalExpression(node)) return `${textOf(node.whenTrue)} ${textOf(node.whenFalse)}`;
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return '…';
  return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('');
};

/** Names of the fields of an object, those that it spreads included. @param {ts.Node | undefined} node @returns {readonly string[]} */
const factsOf = (node) => {
  if (node === undefined) return [];
  if (!ts.isObjectLiteralExpression(node)) return node.getChildren().flatMap(factsOf);
  return node.properties.flatMap((property) =>
    ts.isSpreadAssignment(property) ? factsOf(property.expression) : [property.name?.getText() ?? ''],
  );
};
