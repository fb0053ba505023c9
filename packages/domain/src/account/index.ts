export type * from './context.js';
export * from './decider.js';
export type * from './events.js';
export type { OpenPractice } from './practices.js';
export type { HandOutRegistrationLink, ProvisionAccount, RegisterAccount } from './registering.js';
export type { AppointAuditor, DismissAuditor, GrantRole, RevokeRole } from './roles.js';
export * from './state.js';
