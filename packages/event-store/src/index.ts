export type * from './codec/codec.js';
export * from './errors.js';
export type * from './port.js';
