/** The patient asks for erasure, and is refused with the ground. Rules: product.md G9; GDPR Art. 17. */

import type { Command } from '../../decider.js';
import { DomainError } from '../../errors.js';
import type { Instant } from '../../time.js';
import type { PatientContext } from '../context.js';
import { demandDeclared, demandOwn } from '../demands.js';
import type { KeepingGround, PatientEvent } from '../events.js';
import { dataClasses, type PatientState, type RegisteredPatient } from '../state.js';
import { isAllKept } from './keeping.js';

export type RequestErasure = Command<
  'RequestErasure',
  {
    /** Who asks; default: the patient. */
    readonly declaredBy?: 'patient' | 'guardian';
    /** When they asked; default: now. */
    readonly occurredAt?: Instant;
  }
>;

export type RefuseErasure = Command<'RefuseErasure', { readonly ground: KeepingGround }>;

/** Recorded by the provider; once, until it is decided. After a decision the patient may ask again. */
export const requestErasure = (
  command: RequestErasure,
  state: PatientState,
  { actor, now }: PatientContext,
): readonly PatientEvent[] => {
  const { patientId, providerId, erasureRequested, erased } = demandOwn(state, actor);
  const { declaredBy = 'patient', occurredAt = now } = command.data;
  demandDeclared(occurredAt, now);
  if (erasureRequested || erased.length === dataClasses.length) return [];
  return [{ type: 'ErasureRequested', data: { patientId, providerId, declaredBy, occurredAt } }];
};

/** The duty to keep is a ground only while it keeps everything that is left. */
export const refuseErasure = (
  command: RefuseErasure,
  state: PatientState,
  context: PatientContext,
): readonly PatientEvent[] => {
  const patient = demandOwn(state, context.actor);
  const { ground } = command.data;
  if (patient.refusedOn === ground) return [];
  demandAsked(patient.erasureRequested);
  demandGround(ground, patient, context);
  const { patientId, providerId } = patient;
  return [{ type: 'ErasureRefused', data: { patientId, providerId, ground } }];
};

/** @throws DomainError `PATIENT.NO_ERASURE_REQUESTED` */
export const demandAsked = (asked: boolean): void => {
  if (!asked) throw new DomainError('PATIENT.NO_ERASURE_REQUESTED', 'The patient has not asked for erasure.');
};

/** @throws DomainError `PATIENT.NO_DUTY_TO_KEEP` */
export const demandGround = (ground: KeepingGround, patient: RegisteredPatient, context: PatientContext): void => {
  if (ground === 'duty-to-keep' && !isAllKept(patient, context)) {
    throw new DomainError('PATIENT.NO_DUTY_TO_KEEP', 'The duty to keep has ended for data that can be erased.');
  }
};
