export * from './counters.js';
export * from './fold.js';
export * from './in-memory.js';
export * from './rows.js';
export * from './text.js';
