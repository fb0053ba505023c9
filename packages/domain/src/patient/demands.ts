/** Refusals that the decisions about a patient share. */

import type { DataClass } from '../catalogue/entry.js';
import type { Actor } from '../context.js';
import { demandInstant, demandOwner, notFound } from '../demands.js';
import { DomainError } from '../errors.js';
import type { Instant } from '../time.js';
import type { PatientState, RegisteredPatient } from './state.js';

/** @throws DomainError `ACCESS.NOT_FOUND` where there is no such patient, or another provider's; `ACCESS.DENIED` for who is no provider. */
export const demandOwn = (state: PatientState, actor: Actor): RegisteredPatient => {
  const patient = demandRegistered(state);
  demandOwner(actor, patient.providerId);
  return patient;
};

/** @throws DomainError `ACCESS.NOT_FOUND` */
export const demandRegistered = (state: PatientState): RegisteredPatient => {
  if (state.status === 'none') throw notFound();
  return state;
};

/**
 * Nothing new is written under a key that is destroyed.
 * @throws DomainError `PATIENT.ERASED`, naming the class.
 */
export const demandNotErased = (patient: PatientState, dataClass: DataClass): void => {
  if (patient.status === 'registered' && patient.erased.includes(dataClass)) {
    throw new DomainError('PATIENT.ERASED', 'These data of the patient are erased.', { class: dataClass });
  }
};

/** @throws DomainError `PATIENT.DECLARED_IN_THE_FUTURE`, `TIME.INVALID` */
export const demandDeclared = (occurredAt: Instant, now: Instant): void => {
  demandInstant(occurredAt, 'occurredAt');
  if (occurredAt > now) throw new DomainError('PATIENT.DECLARED_IN_THE_FUTURE', 'This moment has not come yet.');
};
