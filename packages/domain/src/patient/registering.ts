/** Recording and correcting who a patient is. Rules: product.md Vocabulary, D1; compliance.md (Erasure and keeping). */

import { demandEntryWith } from '../access/speaking.js';
import type { PersonActor } from '../context.js';
import type { Command } from '../decider.js';
import { demandPerson, demandProvider, notFound } from '../demands.js';
import { DomainError } from '../errors.js';
import type { CollaboratorId, PatientId, ProviderId } from '../ids.js';
import { isErased } from '../personal.js';
import { demandText } from '../text.js';
import { type Instant, isCalendarDate } from '../time.js';
import type { PatientContext } from './context.js';
import { demandNotErased, demandOwn } from './demands.js';
import type { PatientEvent, PatientIdentity } from './events.js';
import type { PatientState } from './state.js';

export type RegisterPatient = Command<
  'RegisterPatient',
  {
    readonly patientId: PatientId;
    readonly identity: PatientIdentity;
    /** Whose patient it is; absent: the acting provider's. A collaborator names the provider (D1). */
    readonly providerId?: ProviderId;
    /** Through which entry, where a collaborator has two; the order then names the same one. */
    readonly collaboratorId?: CollaboratorId;
  }
>;

export type CorrectPatient = Command<'CorrectPatient', { readonly identity: PatientIdentity }>;

/**
 * By the provider, or for the provider by a collaborator with `add-orders`; then the context holds the provider's roster and
 * organisations, and the record says through which entry. Of a patient whom others registered a collaborator learns nothing.
 */
export const registerPatient = (
  command: RegisterPatient,
  state: PatientState,
  context: PatientContext,
): readonly PatientEvent[] => {
  const person = demandPerson(context.actor);
  const { patientId, identity, providerId = person.personId, collaboratorId } = command.data;
  const through = demandStanding(person, providerId, context, collaboratorId);
  if (state.status === 'registered') {
    const known = state.providerId === providerId && (through === undefined || state.through === through);
    if (!known) throw notFound();
    return [];
  }
  return [
    {
      type: 'PatientRegistered',
      data: {
        patientId,
        providerId,
        identity: demandIdentity(identity, context.now),
        ...(through !== undefined && { through }),
      },
    },
  ];
};

/** By the provider, until the identity is erased. Records nothing where the context says that it is so already. */
export const correctPatient = (
  command: CorrectPatient,
  state: PatientState,
  { actor, now, identity: before }: PatientContext,
): readonly PatientEvent[] => {
  const patient = demandOwn(state, actor);
  demandNotErased(patient, 'contact');
  const identity = demandIdentity(command.data.identity, now);
  if (before !== undefined && !isErased(before) && isSame(before, identity)) return [];
  const { patientId, providerId } = patient;
  return [{ type: 'PatientCorrected', data: { patientId, providerId, identity } }];
};

/** The entry through which a collaborator acts; none for the provider. */
const demandStanding = (
  person: PersonActor,
  providerId: ProviderId,
  { actor, roster, organisations = new Map() }: PatientContext,
  named?: CollaboratorId,
): CollaboratorId | undefined => {
  if (providerId === person.personId) {
    demandProvider(actor);
    return undefined;
  }
  if (roster?.providerId !== providerId) throw notFound();
  return demandEntryWith('add-orders', person, roster, organisations, named).collaboratorId;
};

/** Exactly the fields that are stored. */
const demandIdentity = ({ givenName, familyName, birthDate }: PatientIdentity, now: Instant): PatientIdentity => {
  for (const name of [givenName, familyName]) {
    demandText(name, 'PATIENT.NAME_MISSING', 'A patient needs a given name and a family name.');
  }
  if (!isCalendarDate(birthDate) || birthDate > now.slice(0, 10)) {
    throw new DomainError('PATIENT.BIRTH_DATE_INVALID', 'The birth date is no past day like 2009-04-30.');
  }
  return { givenName, familyName, birthDate };
};

const isSame = (one: PatientIdentity, other: PatientIdentity): boolean =>
  one.givenName === other.givenName && one.familyName === other.familyName && one.birthDate === other.birthDate;
