export * from './entries/index.js';
export * from './late-writes/index.js';
