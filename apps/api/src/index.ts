export * from './backup/index.js';
export * from './config/index.js';
export * from './erasure/index.js';
export { closeOnSignals } from './http/server/shutdown.js';
export { mintAccessToken, MintRefused, type MintRequest } from './identity/index.js';
export { readModelsFile } from './process/read-models.js';
export { openKeys, openLog } from './process/stores.js';
export { compareReadModels, rebuildReadModels } from './rebuilding/index.js';
export { type Running, startKonsil } from './start.js';
