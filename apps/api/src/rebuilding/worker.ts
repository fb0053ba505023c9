/** The rebuilding thread: builds, says how far it is, then what came of it; an error of its own ends it. */

import { parentPort, workerData } from 'node:worker_threads';
import { type Compared, compareReadModels } from './compare.js';
import type { FromRebuild, RebuildTask } from './messages.js';
import { type OnProgress, type Rebuilt, rebuildReadModels } from './rebuild.js';

const port = parentPort;
if (port === null) throw new Error('A rebuild runs in a thread of its own.');
const say = (message: FromRebuild<Rebuilt | Compared>): void => port.postMessage(message);

const { config, work, only } = workerData as RebuildTask;
const onProgress: OnProgress = (done, of) => say({ say: 'progress', done, of });
const answer =
  work === 'compare' ? await compareReadModels(config, onProgress) : await rebuildReadModels(config, onProgress, only);
say({ say: 'done', answer });
