export { createEngine, NotFollowing } from './create.js';
export type * from './engine.js';
