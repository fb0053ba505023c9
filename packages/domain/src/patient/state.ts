/** One patient of one provider as far as decisions need it: no identity data. Rules: product.md G1, G2. */

import type { DataClass } from '../catalogue/entry.js';
import type { CollaboratorId, PatientId, ProviderId } from '../ids.js';
import type { Instant } from '../time.js';
import { type ConsentFacts, evolveConsents, noConsents } from './consents.js';
import type { PatientEvent } from './events.js';

export type PatientState =
  | { readonly status: 'none' }
  | {
      readonly status: 'registered';
      readonly patientId: PatientId;
      readonly providerId: ProviderId;
      readonly consents: ConsentFacts;
      /** The roster entry of the collaborator who recorded the patient (D1); absent: the provider did. */
      readonly through?: CollaboratorId;
      /** The patient has asked for erasure, and nothing was decided since. */
      readonly erasureRequested: boolean;
      /** When the erasure is due that was scheduled. */
      readonly eraseAt?: Instant;
      /** Classes of personal data whose keys are destroyed. */
      readonly erased: readonly DataClass[];
    };

export const noPatient: PatientState = { status: 'none' };

export const evolvePatient = (state: PatientState, event: PatientEvent): PatientState => {
  if (state.status === 'none') return event.type === 'PatientRegistered' ? registered(event.data) : state;
  const next = { ...state, consents: evolveConsents(state.consents, event) };
  switch (event.type) {
    case 'ErasureRequested':
      return { ...next, erasureRequested: true };
    case 'ErasureRefused':
      return { ...next, erasureRequested: false };
    case 'ProcessingRestricted':
      return { ...next, erasureRequested: false, eraseAt: event.data.eraseAt };
    case 'PersonalDataErased': {
      const { eraseAt: _, ...rest } = next;
      return { ...rest, erasureRequested: false, erased: [...new Set([...state.erased, ...event.data.classes])] };
    }
    default:
      return next;
  }
};

const registered = ({
  patientId,
  providerId,
  through,
}: Extract<PatientEvent, { type: 'PatientRegistered' }>['data']): PatientState => ({
  status: 'registered',
  patientId,
  providerId,
  consents: noConsents,
  ...(through !== undefined && { through }),
  erasureRequested: false,
  erased: [],
});

/** A patient's consents; none for one who is not registered. */
export const consentsOf = (patient: PatientState): ConsentFacts =>
  patient.status === 'none' ? noConsents : patient.consents;
