/** What is done to a data folder from outside the server: loads nothing of it, so that a command begins at once. */

export * from './backup/index.js';
export * from './config/index.js';
export * from './erasure/index.js';
export { mintAccessToken, MintRefused, type MintRequest } from './identity/tokens/mint.js';
export * from './parked/index.js';
export { readModelsFile } from './process/read-models.js';
export { openKeys, openLog } from './process/stores.js';
export { compareInThread, rebuildInThread } from './rebuilding/index.js';
