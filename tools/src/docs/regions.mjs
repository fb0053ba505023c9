/** Pieces of source files that the docs show. */

/**
 * A piece by its name: between `// region NAME` and `// endregion`, or the test whose name begins so.
 * @param {string} source
 * @param {string} name
 * @returns {string} without the indentation that all lines share
 * @throws {Error} where no piece, or more than one, has this name
 */
export const regionOf = (source, name) => {
  const lines = source.split('\n');
  const starts = lines.flatMap((line, at) => (isMark(line, name) || isTest(line, name) ? [at] : []));
  const [start, another] = starts;
  if (start === undefined || another !== undefined)
    throw new Error(`${starts.length} pieces are called "${name}", not one`);
  const first = lines[start] ?? '';
  const marked = isMark(first, name);
  const last = marked ? '// endregion' : `${indentOf(first)}});`;
  const end = lines.findIndex((line, at) => at > start && (marked ? line.trim() : line) === last);
  if (end === -1) throw new Error(`the piece "${name}" has no end`);
  return dedented(marked ? lines.slice(start + 1, end) : lines.slice(start, end + 1));
};

/** @param {string} line @param {string} name */
const isMark = (line, name) => line.trim() === `// region ${name}`;

/** @param {string} line @param {string} name */
const isTest = (line, name) => line.trim().startsWith(`it('${name}`) || line.trim().startsWith(`it("${name}`);

/** @param {string} line */
const indentOf = (line) => /^ */.exec(line)?.[0] ?? '';

/** @param {readonly string[]} lines */
const dedented = (lines) => {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => indentOf(line).length);
  const shared = Math.min(...indents);
  return lines.map((line) => line.slice(shared)).join('\n');
};
