export * from './ending.js';
export * from './idempotence.js';
export * from './naming.js';
export * from './pen.js';
export * from './plainData.js';
export * from './refusing.js';
export * from './status.js';
