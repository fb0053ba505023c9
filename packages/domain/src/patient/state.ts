/** One patient of one provider as far as decisions need it: no identity data. Rules: product.md G1, G2. */

import type { DataClass } from '../catalogue/entry.js';
import type { CollaboratorId, PatientId, ProviderId } from '../ids.js';
import type { Instant } from '../time.js';
import { type ConsentFacts, evolveConsents, noConsents } from './consents.js';
import type { KeepingGround, PatientEvent } from './events.js';

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
      /** On what ground the request was refused that was decided last, where it was. */
      readonly refusedOn?: KeepingGround;
      /** Why processing is restricted and when the erasure is due; stands until every class is erased. */
      readonly restriction?: { readonly ground: KeepingGround; readonly eraseAt: Instant };
      /** Classes of personal data whose keys are destroyed. */
      readonly erased: readonly DataClass[];
    };

export type RegisteredPatient = Extract<PatientState, { status: 'registered' }>;

export const dataClasses: readonly DataClass[] = ['content', 'contact', 'evidence'];

export const noPatient: PatientState = { status: 'none' };

export const evolvePatient = (state: PatientState, event: PatientEvent): PatientState => {
  if (state.status === 'none') return event.type === 'PatientRegistered' ? registered(event.data) : state;
  const next = { ...state, consents: evolveConsents(state.consents, event) };
  switch (event.type) {
    case 'ErasureRequested':
      return { ...undecided(next), erasureRequested: true };
    case 'ErasureRefused':
      return { ...undecided(next), refusedOn: event.data.ground };
    case 'ProcessingRestricted': {
      const { ground, eraseAt } = event.data;
      return { ...undecided(next), restriction: { ground, eraseAt } };
    }
    case 'PersonalDataErased':
      return erased(undecided(next), event.data.classes);
    default:
      return next;
  }
};

/** Without what was asked or refused before. */
const undecided = ({ refusedOn: _, ...patient }: RegisteredPatient): RegisteredPatient => ({
  ...patient,
  erasureRequested: false,
});

const erased = (patient: RegisteredPatient, classes: readonly DataClass[]): RegisteredPatient => {
  const all = dataClasses.filter((one) => patient.erased.includes(one) || classes.includes(one));
  const { restriction: _, ...rest } = patient;
  return { ...(all.length === dataClasses.length ? rest : patient), erased: all };
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
