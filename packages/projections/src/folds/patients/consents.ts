/** The patient's identity and consents in the group. Rules: product.md G1, G2. */

import {
  type EventOf,
  evolveConsents,
  isErased,
  noConsents,
  type PatientEvent,
  type PatientIdentity,
  type Personal,
  type Recorded,
} from '@konsil/domain';
import { type Group, sortable } from '../../fold/index.js';
import type { PatientTableRow, PatientTables } from './rows.js';

type PatientGroup = Group<PatientTables>;

export const registered = (
  group: PatientGroup,
  { data, revision }: Recorded<EventOf<'PatientRegistered'>>,
): PatientGroup => {
  if (group.patients.length > 0) return group;
  const { patientId, providerId, identity } = data;
  const row: PatientTableRow = {
    patientId,
    providerId,
    ...named(identity),
    consents: [],
    withdrawals: [],
    consentFacts: noConsents,
    revision,
  };
  return { ...group, patients: [row] };
};

export const corrected = (
  group: PatientGroup,
  { data, revision }: Recorded<EventOf<'PatientCorrected'>>,
): PatientGroup => changePatient(group, (patient) => ({ ...patient, ...named(data.identity), revision }));

/** Names and what follows from them. */
export const named = (
  identity: Personal<PatientIdentity>,
): Pick<PatientTableRow, 'givenName' | 'familyName' | 'birthDate' | 'sortName'> => {
  if (isErased(identity)) return { givenName: null, familyName: null, birthDate: null, sortName: '' };
  const { givenName, familyName, birthDate } = identity;
  return { givenName, familyName, birthDate, sortName: sortable(`${familyName}, ${givenName}`) };
};

/** What else decides who may see anything of the patient. */
export const withConsentFacts = (group: PatientGroup, event: Recorded<PatientEvent>): PatientGroup =>
  changePatient(group, (patient) => ({
    ...patient,
    consentFacts: evolveConsents(patient.consentFacts, event),
    revision: event.revision,
  }));

export const consentGiven = (group: PatientGroup, event: Recorded<EventOf<'ConsentGiven'>>): PatientGroup => {
  const { consentId, recipients, purposes, textVersion, evidence, givenBy, occurredAt } = event.data;
  const { guardianName = null, validUntil = null } = event.data;
  return changePatient(group, (patient) => ({
    ...patient,
    consents: [
      ...patient.consents,
      {
        consentId,
        recipients,
        purposes,
        textVersion,
        evidence,
        givenBy,
        guardianName,
        occurredAt,
        validUntil,
        recordedAt: event.recordedAt,
      },
    ],
    consentFacts: evolveConsents(patient.consentFacts, event),
    revision: event.revision,
  }));
};

export const consentWithdrawn = (group: PatientGroup, event: Recorded<EventOf<'ConsentWithdrawn'>>): PatientGroup => {
  const { consentId = null, recipients, declaredBy, occurredAt } = event.data;
  return changePatient(group, (patient) => ({
    ...patient,
    withdrawals: [
      ...patient.withdrawals,
      { consentId, recipients, declaredBy, occurredAt, recordedAt: event.recordedAt },
    ],
    consentFacts: evolveConsents(patient.consentFacts, event),
    revision: event.revision,
  }));
};

const changePatient = (group: PatientGroup, change: (row: PatientTableRow) => PatientTableRow): PatientGroup => ({
  ...group,
  patients: group.patients.map(change),
});
