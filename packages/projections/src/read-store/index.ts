export { isStorable, valueOf } from './cells.js';
export type * from './dialect.js';
export { openPostgresReadStore, type PostgresReadStoreOptions } from './postgres/open.js';
export { ExtensionMissing } from './postgres/trigrams.js';
export { LeaseLost } from './postgres/writer.js';
export type * from './read-store.js';
export { openSqliteReadStore, readStoreIn, type SqliteReadStoreOptions } from './sqlite/open.js';
export type * from './tables.js';
