/**
 * The projector as a process of its own: `program.mjs DATA [apart]` folds the log of a data folder into its
 * `read-models.db` and tells on its output `open`, then after each transaction the position that the rows have reached.
 * `apart` saves the checkpoint outside the rows' transaction.
 */

import { join } from 'node:path';
import { auditFold } from '@konsil/audit';
import { catalogue, ERASED } from '@konsil/domain';
import { createCodec, openSqliteEventStore } from '@konsil/event-store';
import { createEngine, openSqliteReadStore, readModelFolds } from '@konsil/projections';
import { openRing } from '../shred/folder.mjs';

const [data = '', variant] = process.argv.slice(2);
const folds = [...readModelFolds, auditFold];
const store = await openSqliteEventStore({ folder: data, readOnly: true });
const codec = createCodec({ schema: catalogue, keys: await openRing(data), erased: ERASED });
const file = join(data, 'read-models.db');
const readStore = openSqliteReadStore({ file, folds, unsafeCheckpointApart: variant === 'apart' });
const say = (/** @type {string} */ line) => void process.stdout.write(`${line}\n`);
const engine = createEngine({ store, codec, readStore, folds, onCommit: ({ to }) => say(String(to)) });
say('open');
void engine.caughtUp.then(() => say(String(engine.checkpoint())));
await engine.run(new globalThis.AbortController().signal);
