export * from './decider.js';
export type * from './events.js';
export type { OpenPractice } from './practices.js';
export type { ProvisionAccount, RegisterAccount } from './registering.js';
export type { AppointAuditor, GrantRole, RevokeRole } from './roles.js';
export * from './state.js';
