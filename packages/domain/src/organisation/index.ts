export * from './decider.js';
export type * from './events.js';
export * from './members.js';
export * from './state.js';
