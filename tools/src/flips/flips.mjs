/** Every other value that a cell of a table could have: forbidden, allowed in another phase, with another permission. */

const PHASES = ['always', 'open', 'running'];
const PERMISSIONS = ['decline-setups', 'add-orders', 'request-revisions', 'manage-holds'];

/**
 * @typedef {object} Flip
 * @property {Record<string, Record<string, unknown>>} table
 * @property {string} row
 * @property {string} column
 * @property {unknown} cell
 * @property {string} name
 */

/** @param {string} relation @returns {readonly unknown[]} */
const cellsFor = (relation) => {
  const plain = ['never', ...PHASES];
  if (relation !== 'collaborator') return plain;
  return [...plain, ...PHASES.flatMap((when) => PERMISSIONS.map((permission) => ({ when, permission })))];
};

/** @param {string} relation @returns {readonly unknown[]} */
const showingsFor = (relation) => ['shown', 'hidden', ...(relation === 'collaborator' ? ['unless-pseudonymised'] : [])];

/**
 * @param {Record<string, Record<string, Record<string, unknown>>>} tables
 * @returns {readonly Flip[]}
 */
export const flipsOf = ({ matrix = {}, fields = {} }) => [
  ...flipsIn(matrix, cellsFor),
  ...flipsIn(fields, showingsFor),
];

/**
 * @param {Flip['table']} table
 * @param {(column: string) => readonly unknown[]} valuesFor
 * @returns {readonly Flip[]}
 */
const flipsIn = (table, valuesFor) =>
  Object.entries(table).flatMap(([row, cells]) =>
    Object.entries(cells).flatMap(([column, cell]) =>
      valuesFor(column)
        .filter((other) => JSON.stringify(ordered(other)) !== JSON.stringify(ordered(cell)))
        .map((other) => ({
          ...{ table, row, column, cell: other },
          name: `${row}, ${column}: ${JSON.stringify(cell)} -> ${JSON.stringify(other)}`,
        })),
    ),
  );

/** @param {unknown} cell */
const ordered = (cell) => (typeof cell === 'object' && cell !== null ? Object.entries(cell).sort() : cell);
