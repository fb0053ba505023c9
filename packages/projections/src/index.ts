export * from './engine/index.js';
export * from './fold/index.js';
export * from './folds/index.js';
export * from './generations/index.js';
export * from './live/index.js';
export * from './queries/index.js';
export * from './read-store/index.js';
export * from './rebuilding/index.js';
