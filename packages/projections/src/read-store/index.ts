export { valueOf } from './cells.js';
export { openReadStore, type ReadStoreOptions } from './open.js';
export type * from './read-store.js';
export type * from './tables.js';
