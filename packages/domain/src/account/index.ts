export type { CloseAccount } from './closing.js';
export type * from './context.js';
export * from './decider.js';
export type * from './events.js';
export type { ClosePractice, OpenPractice, RenamePractice } from './practices.js';
export * from './preferences/index.js';
export type { ChangeEmail, HandOutRegistrationLink, ProvisionAccount, RegisterAccount } from './registering.js';
export type { AppointAuditor, DismissAuditor, GrantRole, RevokeRole } from './roles.js';
export * from './state.js';
