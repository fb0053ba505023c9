/** One patient of one provider as far as decisions need it: no identity data. Rules: product.md G1, G2. */

import type { PatientId, ProviderId } from '../ids.js';
import { type ConsentFacts, evolveConsents, noConsents } from './consents.js';
import type { PatientEvent } from './events.js';

export type PatientState =
  | { readonly status: 'none' }
  | {
      readonly status: 'registered';
      readonly patientId: PatientId;
      readonly providerId: ProviderId;
      readonly consents: ConsentFacts;
    };

export const noPatient: PatientState = { status: 'none' };

export const evolvePatient = (state: PatientState, event: PatientEvent): PatientState => {
  if (event.type === 'PatientRegistered') {
    const { patientId, providerId } = event.data;
    return state.status === 'none' ? { status: 'registered', patientId, providerId, consents: noConsents } : state;
  }
  return state.status === 'none' ? state : { ...state, consents: evolveConsents(state.consents, event) };
};

/** A patient's consents; none for one who is not registered. */
export const consentsOf = (patient: PatientState): ConsentFacts =>
  patient.status === 'none' ? noConsents : patient.consents;
