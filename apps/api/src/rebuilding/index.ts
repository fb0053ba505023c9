export { compareReadModels, type Compared } from './compare.js';
export { comparedFile, removeDatabase } from './files.js';
export { type OnProgress, rebuildReadModels, RebuildRefused } from './rebuild.js';
