export type { AddCollaborator } from './adding.js';
export type * from './context.js';
export * from './decider.js';
export type { AcceptTerms, AttestPatientConsent, ChooseConsentPolicy } from './entitling.js';
export type * from './events.js';
export * from './inviting/index.js';
export * from './permitting/index.js';
export type { AllowTranslation, ChooseDefaultReviewRule, SetStandingRule } from './standing.js';
export * from './state.js';
