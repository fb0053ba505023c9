/** A provider records what the patient or a guardian agreed to. Rules: product.md G1, G2; compliance.md. */

import type { Command } from '../../decider.js';
import { demandInstant } from '../../demands.js';
import { DomainError } from '../../errors.js';
import type { ConsentId } from '../../ids.js';
import { demandText, isTextVersion } from '../../text.js';
import type { Instant } from '../../time.js';
import { givenAs, type GivenConsent } from '../consents.js';
import type { PatientContext } from '../context.js';
import { demandNotErased, demandOwn } from '../demands.js';
import type { PatientEvent, Purpose, RecipientRule } from '../events.js';
import { asRules, demandNames, nameTheSame } from '../recipients.js';
import type { PatientState } from '../state.js';
import { guardianValidity } from './majority.js';

export type GiveConsent = Command<
  'GiveConsent',
  {
    readonly consentId: ConsentId;
    readonly recipients: readonly RecipientRule[];
    readonly purposes: readonly Purpose[];
    readonly textVersion: string;
    readonly evidence: {
      readonly kind: 'signed-form' | 'e-form' | 'e-mail' | 'oral-with-witness';
      /** SHA-256 of the document, lower-case hex. */
      readonly documentHash?: string;
    };
    readonly givenBy: 'patient' | 'guardian';
    /** Needed where a guardian gave it; the context then has to say who the patient is. */
    readonly guardianName?: string;
    readonly occurredAt: Instant;
    readonly validUntil?: Instant;
  }
>;

/**
 * Opens every open grant that it covers again, also after a withdrawal; not while an objection stands or processing is
 * restricted. A guardian's is valid until the patient is of age at the latest: {@link guardianValidity}. The same consent
 * again records nothing; `PATIENT.CONSENT_ID_TAKEN` where another one has its id.
 */
export const giveConsent = (
  command: GiveConsent,
  state: PatientState,
  { actor, now, identity }: PatientContext,
): readonly PatientEvent[] => {
  const patient = demandOwn(state, actor);
  const { data: consent } = command;
  const known = givenAs(consent.consentId, patient.consents);
  if (known) return demandSame(known, consent);
  demandNotErased(patient, 'evidence');
  demandWellFormed(consent, now);
  const { patientId, providerId } = patient;
  const validUntil =
    consent.givenBy === 'guardian' ? guardianValidity(consent.validUntil, identity, now) : consent.validUntil;
  return [{ type: 'ConsentGiven', data: { patientId, providerId, ...asStored(consent, validUntil) } }];
};

/** The end is not compared where a guardian gave it: it follows from the patient's age. */
const demandSame = (known: GivenConsent, consent: GiveConsent['data']): readonly PatientEvent[] => {
  const { recipients, purposes, textVersion, occurredAt, validUntil } = known;
  const isSame =
    nameTheSame(recipients, consent.recipients) &&
    purposes.length === consent.purposes.length &&
    purposes.every((purpose) => consent.purposes.includes(purpose)) &&
    textVersion === consent.textVersion &&
    occurredAt === consent.occurredAt &&
    (consent.givenBy === 'guardian' || validUntil === consent.validUntil);
  if (isSame) return [];
  throw new DomainError('PATIENT.CONSENT_ID_TAKEN', 'Another consent has this id.', { consentId: consent.consentId });
};

const demandWellFormed = (consent: GiveConsent['data'], now: Instant): void => {
  demandNames(consent.recipients);
  if (consent.purposes.length === 0) throw new DomainError('PATIENT.PURPOSE_MISSING', 'A consent names a purpose.');
  if (!isTextVersion(consent.textVersion)) {
    throw new DomainError('PATIENT.TEXT_VERSION_INVALID', 'A consent names the version or the URI of its text.');
  }
  if ((consent.givenBy === 'guardian') !== (consent.guardianName !== undefined)) {
    throw new DomainError(
      'PATIENT.GUARDIAN_MISMATCH',
      'A guardian is named where, and only where, one gave the consent.',
    );
  }
  if (consent.guardianName !== undefined) {
    demandText(consent.guardianName, 'PATIENT.GUARDIAN_MISMATCH', 'A guardian needs a name.');
  }
  const { documentHash } = consent.evidence;
  if (documentHash !== undefined && !/^[0-9a-f]{64}$/.test(documentHash)) {
    throw new DomainError('PATIENT.DOCUMENT_HASH_INVALID', 'The hash of a document is a SHA-256 in lower-case hex.');
  }
  demandInstant(consent.occurredAt, 'occurredAt');
  if (consent.occurredAt > now) throw new DomainError('PATIENT.CONSENT_IN_THE_FUTURE', 'This moment has not come yet.');
  if (consent.validUntil !== undefined) {
    demandInstant(consent.validUntil, 'validUntil');
    if (consent.validUntil <= consent.occurredAt) {
      throw new DomainError('PATIENT.VALIDITY_INVALID', 'A consent ends after it was given.');
    }
  }
};

/** Exactly the fields of the event, whatever else came in with the command. */
const asStored = (consent: GiveConsent['data'], validUntil: Instant | undefined) => {
  const { consentId, recipients, purposes, textVersion, evidence, givenBy, guardianName, occurredAt } = consent;
  const { kind, documentHash } = evidence;
  return {
    consentId,
    recipients: asRules(recipients),
    purposes,
    textVersion,
    evidence: documentHash === undefined ? { kind } : { kind, documentHash },
    givenBy,
    ...(guardianName !== undefined && { guardianName }),
    occurredAt,
    ...(validUntil !== undefined && { validUntil }),
  };
};
