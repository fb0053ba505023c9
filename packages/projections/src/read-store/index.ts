export { isStorable, valueOf } from './cells.js';
export type * from './dialect.js';
export { dropPostgresReadStore, openPostgresReadStore, type PostgresReadStoreOptions } from './postgres/open.js';
export { comparedOf } from './postgres/places.js';
export { ExtensionMissing } from './postgres/trigrams.js';
export { LeaseHeld, LeaseLost } from './postgres/lease.js';
export type * from './read-store.js';
export { openSqliteReadStore, readStoreIn, type SqliteReadStoreOptions } from './sqlite/open.js';
export type * from './tables.js';
