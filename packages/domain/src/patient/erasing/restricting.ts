/** Restrict now, erase when the duty to keep has ended. Rules: product.md G9; GDPR Art. 18; compliance.md. */

import type { Command } from '../../decider.js';
import { demandInstant } from '../../demands.js';
import { DomainError } from '../../errors.js';
import type { Instant } from '../../time.js';
import type { PatientContext } from '../context.js';
import { demandOwn } from '../demands.js';
import type { KeepingGround, PatientEvent } from '../events.js';
import { dataClasses, type PatientState } from '../state.js';
import { demandDutyOver } from './keeping.js';
import { demandAsked, demandGround } from './requesting.js';

export type RestrictProcessing = Command<
  'RestrictProcessing',
  {
    readonly ground: Exclude<KeepingGround, 'requester-not-entitled'>;
    /** When the patient file is erased: not before the duty to keep it has ended, whatever the ground. */
    readonly eraseAt: Instant;
  }
>;

/**
 * By the provider, after a request; or anew, where processing is restricted and the date changes. From then on nothing
 * new is shared, and nobody but the provider sees anything. The proof of consent follows the file when its own duty has ended.
 */
export const restrictProcessing = (
  command: RestrictProcessing,
  state: PatientState,
  context: PatientContext,
): readonly PatientEvent[] => {
  const patient = demandOwn(state, context.actor);
  const { ground, eraseAt } = command.data;
  const { patientId, providerId, restriction, erasureRequested, erased } = patient;
  if (!erasureRequested && restriction?.ground === ground && restriction.eraseAt === eraseAt) return [];
  demandAsked(erasureRequested || restriction !== undefined);
  demandGround(ground, patient, context);
  demandInstant(eraseAt, 'eraseAt');
  if (eraseAt <= context.now) throw new DomainError('PATIENT.ERASURE_IN_THE_PAST', 'This moment is over: erase now.');
  const file = dataClasses.filter((one) => !erased.includes(one) && one !== 'evidence');
  demandDutyOver(file.length > 0 ? file : ['evidence'], eraseAt, patient, context);
  return [{ type: 'ProcessingRestricted', data: { patientId, providerId, ground, eraseAt } }];
};
