export * from './backup/index.js';
export * from './config/index.js';
export * from './erasure/index.js';
export { closeOnSignals } from './http/server/shutdown.js';
export { mintAccessToken, MintRefused, type MintRequest } from './identity/index.js';
export { openKeys, openLog, readModelsFile } from './process/stores.js';
export { type Running, startKonsil } from './start.js';
