export type { AcceptInvitation } from './accepting.js';
export { type AddCollaborator, INVITATION_DAYS, type RemoveCollaborator } from './adding.js';
export type * from './context.js';
export * from './decider.js';
export type { AcceptTerms, AttestPatientConsent, ChooseConsentPolicy } from './entitling.js';
export type * from './events.js';
export * from './state.js';
