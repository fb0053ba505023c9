export type * from './context.js';
export * from './decider.js';
export type * from './events.js';
export { type SkipGroup, skipReasons } from './skipping.js';
export * from './state.js';
