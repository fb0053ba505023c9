/** The projector's thread: reads the log, folds, writes the read models; the thread that answers requests never does. */

import { parentPort, workerData } from 'node:worker_threads';
import { createEngine, LeaseLost } from '@konsil/projections';
import { FOLDS, openReadModels } from '../process/read-models.js';
import { openKeys, openLog } from '../process/stores.js';
import { nameOf } from './trouble.js';
import type { FromProjector, ProjectorTask, ToProjector } from './messages.js';

const port = parentPort;
if (port === null) throw new Error('The projector runs in a thread of its own.');
const say = (message: FromProjector): void => port.postMessage(message);

const { config } = workerData as ProjectorTask;
const store = await openLog(config);
const { keys, codec } = await openKeys(config);
const readStore = await openReadModels(config);
const stop = new AbortController();

const engine = createEngine({
  store,
  codec,
  readStore,
  folds: FOLDS,
  onCommit: ({ to, changed }) => say({ say: 'shown', position: to, changed }),
  onTrouble: (error, retryInMs) => {
    // Another process folds now: this one would try in vain for ever. Its end ends the process.
    if (error instanceof LeaseLost) throw error;
    say({ say: 'trouble', message: nameOf(error), retryInMs });
  },
});

port.on('message', (message: ToProjector) => {
  if (message.say === 'wake') engine.wake();
  else stop.abort();
});

// Nothing is said of the rows that are there until the engine has seen that they are of this log.
void engine.caughtUp.then(() => {
  say({ say: 'shown', position: engine.checkpoint(), changed: {} });
  say({ say: 'caught-up' });
});

await engine.run(stop.signal);
await readStore.close();
await keys.close();
await store.close();
port.close();
