export { compareReadModels, type Compared } from './compare.js';
export { comparedPlace } from './compared.js';
export { type OnProgress, rebuildReadModels } from './rebuild.js';
export { RebuildRefused } from './refused.js';
export { compareInThread, rebuildInThread } from './thread.js';
