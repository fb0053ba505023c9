export { createEngine } from './create.js';
export type * from './engine.js';
