import { type Decider, decideWith } from '../decider.js';
import { type ConsentingCommand, consentingDecisions } from './consenting/index.js';
import type { PatientContext } from './context.js';
import { type ErasingCommand, erasingDecisions } from './erasing/index.js';
import type { PatientEvent } from './events.js';
import { correctPatient, type CorrectPatient, registerPatient, type RegisterPatient } from './registering.js';
import { evolvePatient, noPatient, type PatientState } from './state.js';

export type PatientCommand = RegisterPatient | CorrectPatient | ConsentingCommand | ErasingCommand;

/**
 * One patient of one provider (product.md G1, G9). All commands are the provider's, but that a collaborator may register
 * who is new with an order (D1), and a policy executes an erasure that is due.
 */
export const patientDecider: Decider<PatientState, PatientCommand, PatientEvent, PatientContext> = {
  category: 'patient',
  initial: noPatient,
  evolve: evolvePatient,
  decide: decideWith({
    RegisterPatient: registerPatient,
    CorrectPatient: correctPatient,
    ...consentingDecisions,
    ...erasingDecisions,
  }),
};
