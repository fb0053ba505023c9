export * from './consents.js';
export * from './erasures.js';
export type * from './policy.js';
