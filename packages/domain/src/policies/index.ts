export * from './invitations.js';
export type * from './policy.js';
export * from './reviews.js';
