export { comparedPlace } from './compared.js';
export { RebuildRefused } from './refused.js';
export { compareInThread, rebuildInThread } from './thread.js';
