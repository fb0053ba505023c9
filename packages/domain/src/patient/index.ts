export type { GiveConsent, WithdrawConsent } from './consenting.js';
export * from './consents.js';
export * from './decider.js';
export type * from './events.js';
export * from './purposes.js';
export type { RegisterPatient } from './registering.js';
export * from './state.js';
