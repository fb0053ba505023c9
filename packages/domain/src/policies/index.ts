export * from './bulk.js';
export * from './endings.js';
export * from './expiry.js';
export * from './invitations.js';
export type * from './policy.js';
export * from './reviews.js';
export * from './standingRules.js';
