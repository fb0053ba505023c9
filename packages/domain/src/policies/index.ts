export * from './bulk.js';
export * from './endings.js';
export * from './expiry.js';
export type * from './policy.js';
export * from './standingRules.js';
