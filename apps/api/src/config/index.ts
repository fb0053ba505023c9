export type { Config, EventStoreChoice, IssuerChoice, LogLevel } from './config.js';
export { liesIn, loadConfig, VARIABLES } from './load-config.js';
export { ConfigError, type Environment } from './variables.js';
