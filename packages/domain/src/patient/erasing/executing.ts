/** Personal data are erased: the keys of their classes are destroyed. Rules: product.md G9; compliance.md. */

import type { DataClass } from '../../catalogue/entry.js';
import type { Command } from '../../decider.js';
import { DomainError } from '../../errors.js';
import type { Instant } from '../../time.js';
import type { PatientContext } from '../context.js';
import { demandOwn, demandRegistered } from '../demands.js';
import type { PatientEvent } from '../events.js';
import { dataClasses, type PatientState, type RegisteredPatient } from '../state.js';
import { demandDutyOver, needsContentErased } from './keeping.js';
import { demandAsked } from './requesting.js';

export type ErasePersonalData = Command<'ErasePersonalData', { readonly classes: readonly DataClass[] }>;

/**
 * By the provider once erasure was asked for, or by a policy once a scheduled erasure is due. What is left after a part was
 * erased may follow when its own duty has ended, without another request. The event names what was not erased before.
 */
export const erasePersonalData = (
  command: ErasePersonalData,
  state: PatientState,
  context: PatientContext,
): readonly PatientEvent[] => {
  const { actor, now } = context;
  const patient = actor.kind === 'policy' ? demandRegistered(state) : demandOwn(state, actor);
  const { classes } = command.data;
  if (classes.length === 0) throw new DomainError('PATIENT.CLASSES_MISSING', 'Say what is to be erased.');
  const left = dataClasses.filter((one) => classes.includes(one) && !patient.erased.includes(one));
  if (left.length === 0) return [];
  if (actor.kind === 'policy') demandDue(patient, now);
  else demandAsked(patient.erasureRequested || patient.restriction !== undefined || patient.erased.length > 0);
  demandDutyOver(left, now, patient, context);
  if (left.includes('evidence') && needsContentErased(patient, left)) {
    throw new DomainError(
      'PATIENT.PROOF_NEEDED',
      'The proof of consent is needed as long as the data that were shared on it are there.',
    );
  }
  const { patientId, providerId } = patient;
  return [{ type: 'PersonalDataErased', data: { patientId, providerId, classes: left } }];
};

const demandDue = ({ restriction }: RegisteredPatient, now: Instant): void => {
  demandAsked(restriction !== undefined);
  if (restriction !== undefined && now < restriction.eraseAt) {
    const { eraseAt } = restriction;
    throw new DomainError('PATIENT.ERASURE_NOT_DUE', 'The erasure is scheduled for later.', { eraseAt });
  }
};
