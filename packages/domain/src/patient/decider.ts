import type { Context } from '../context.js';
import type { Decider } from '../decider.js';
import { giveConsent, type GiveConsent, withdrawConsent, type WithdrawConsent } from './consenting.js';
import type { PatientEvent } from './events.js';
import { registerPatient, type RegisterPatient } from './registering.js';
import { evolvePatient, noPatient, type PatientState } from './state.js';

export type PatientCommand = RegisterPatient | GiveConsent | WithdrawConsent;
export type PatientContext = Context;

/** One patient of one provider (product.md G1). All commands are the provider's. */
export const patientDecider: Decider<PatientState, PatientCommand, PatientEvent, PatientContext> = {
  category: 'patient',
  initial: noPatient,
  evolve: evolvePatient,
  decide: (command, state, context) => {
    switch (command.type) {
      case 'RegisterPatient':
        return registerPatient(command, state, context);
      case 'GiveConsent':
        return giveConsent(command, state, context);
      case 'WithdrawConsent':
        return withdrawConsent(command, state, context);
    }
  },
};
