export * from './entries/index.js';
export * from './late-writes/index.js';
export * from './replay/index.js';
