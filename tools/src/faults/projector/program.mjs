/**
 * The projector as a process of its own: `program.mjs DATA [apart]` folds the log of a data folder into its read models,
 * moves over to a generation that is built beside them, and tells on its output `open`, then after each transaction the
 * position that the rows have reached. `apart` saves the checkpoint outside the rows' transaction.
 */

import { openSqliteReadStore, Projector } from '@konsil/projections';
import { openParts } from './parts.mjs';

const [data = '', variant] = process.argv.slice(2);
const { folds, store, codec, files, generations } = await openParts(data);
await generations.takeUp();
const file = files.served();
const readStore = openSqliteReadStore({ file, folds, unsafeCheckpointApart: variant === 'apart' });
const say = (/** @type {string} */ line) => void process.stdout.write(`${line}\n`);
say('open');
const projector = new Projector({
  ...{ store, codec, folds, readStore, generations },
  onCommit: ({ to }) => say(String(to)),
  onTrouble: (error) => void process.stderr.write(`${String(error)}\n`),
});
await projector.ended;
