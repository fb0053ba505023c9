/** The projector's thread: reads the log, folds, writes the read models; the thread that answers requests never does. */

import { parentPort, workerData } from 'node:worker_threads';
import { Projector } from '@konsil/projections';
import { FOLDS, generationsOf, openReadModels } from '../process/read-models.js';
import { openKeys, openLog } from '../process/stores.js';
import { nameOf } from './trouble.js';
import type { FromProjector, ProjectorTask, ToProjector } from './messages.js';

const port = parentPort;
if (port === null) throw new Error('The projector runs in a thread of its own.');
const say = (message: FromProjector): void => port.postMessage(message);

const { config } = workerData as ProjectorTask;
const store = await openLog(config);
const { keys, codec } = await openKeys(config);
const generations = generationsOf(config);
let isListening = false;
const projector = new Projector({
  ...{ store, codec, folds: FOLDS, readStore: await openReadModels(config, { checkpoints: 'worker' }) },
  generations,
  tells: () => isListening,
  onCommit: ({ to, told }) => say({ say: 'shown', position: to, told }),
  onCaughtUp: () => say({ say: 'caught-up' }),
  onTrouble: (error, retryInMs) => say({ say: 'trouble', message: nameOf(error), retryInMs }),
});

port.on('message', (message: ToProjector) => {
  if (message.say === 'wake') projector.wake();
  else if (message.say === 'listen') {
    isListening = message.isListening;
    say({ say: 'heard' });
  } else void projector.stop();
});

await projector.ended;
await generations.close();
await keys.close();
await store.close();
port.close();
