export * from './entries/index.js';
