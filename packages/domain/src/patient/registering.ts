/** A provider records who a patient is. Rules: product.md Vocabulary, compliance.md. */

import type { Context } from '../context.js';
import type { Command } from '../decider.js';
import { demandProvider, notFound } from '../demands.js';
import { DomainError } from '../errors.js';
import type { PatientId } from '../ids.js';
import { demandText } from '../text.js';
import { isCalendarDate } from '../time.js';
import type { PatientEvent, PatientIdentity } from './events.js';
import type { PatientState } from './state.js';

export type RegisterPatient = Command<
  'RegisterPatient',
  { readonly patientId: PatientId; readonly identity: PatientIdentity }
>;

/** The acting provider becomes the owner of the record. */
export const registerPatient = (
  command: RegisterPatient,
  state: PatientState,
  { actor, now }: Context,
): readonly PatientEvent[] => {
  const { personId: providerId } = demandProvider(actor);
  if (state.status === 'registered') {
    if (state.providerId !== providerId) throw notFound();
    return [];
  }
  const { patientId, identity } = command.data;
  const { givenName, familyName, birthDate } = identity;
  demandText(givenName, 'PATIENT.NAME_MISSING', 'A patient needs a given name.');
  demandText(familyName, 'PATIENT.NAME_MISSING', 'A patient needs a family name.');
  if (!isCalendarDate(birthDate) || birthDate > now.slice(0, 10)) {
    throw new DomainError('PATIENT.BIRTH_DATE_INVALID', 'The birth date is no past day like 2009-04-30.');
  }
  return [
    { type: 'PatientRegistered', data: { patientId, providerId, identity: { givenName, familyName, birthDate } } },
  ];
};
