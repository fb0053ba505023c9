export { checkAppend } from './append-request.js';
export type * from './codec/codec.js';
export * from './errors.js';
export { MAX_APPEND_BYTES, MAX_EVENT_BYTES } from './limits.js';
export { openMemoryEventStore, type MemoryEventStoreOptions } from './memory/open.js';
export type * from './port.js';
export type { Directory } from './keys/directory.js';
export { isKeyError, KeyError } from './keys/key-ring.js';
export type { Erasure, KeyAnswer, KeyErrorCode, KeyRing, SealingKey } from './keys/key-ring.js';
