export type * from './context.js';
export * from './decider.js';
export type * from './events.js';
export type { AddMember, RegisterOrganisation, RemoveMember } from './members.js';
export * from './state.js';
