export type * from './read-store.js';
export type * from './tables.js';
