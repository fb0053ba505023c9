export * from './decider.js';
export type * from './events.js';
export * from './practices.js';
export * from './registering.js';
export * from './roles.js';
export * from './state.js';
