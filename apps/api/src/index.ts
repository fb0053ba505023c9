/** The server. What works on a data folder without one is in `maintenance.ts`. */

export { loadConfig } from './config/index.js';
export { closeOnSignals } from './http/server/shutdown.js';
export { type Running, startKonsil } from './start.js';
