export * from './accepting.js';
export * from './adding.js';
export type * from './context.js';
export * from './decider.js';
export * from './entitling.js';
export type * from './events.js';
export * from './state.js';
