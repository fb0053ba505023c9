export * from './bulk.js';
export * from './consents.js';
export * from './endings.js';
export * from './erasures.js';
export * from './expiry.js';
export * from './invitations.js';
export type * from './policy.js';
export * from './reviews.js';
export * from './standingRules.js';
