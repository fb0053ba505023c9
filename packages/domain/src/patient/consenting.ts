/** A provider records what the patient agreed to, and what they took back. Rules: product.md G1, G2; compliance.md. */

import type { Context } from '../context.js';
import type { Command } from '../decider.js';
import { demandInstant, demandOwner, notFound } from '../demands.js';
import { DomainError } from '../errors.js';
import type { ConsentId } from '../ids.js';
import { demandText, isTextVersion } from '../text.js';
import type { Instant } from '../time.js';
import type { ConsentFacts } from './consents.js';
import type { PatientEvent, Purpose, RecipientRule } from './events.js';
import type { PatientState } from './state.js';

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
    /** Needed where a guardian gave it. */
    readonly guardianName?: string;
    readonly occurredAt: Instant;
    readonly validUntil?: Instant;
  }
>;

/** Opens every open grant that it covers again, also after a withdrawal. */
export const giveConsent = (
  command: GiveConsent,
  state: PatientState,
  { actor, now }: Context,
): readonly PatientEvent[] => {
  const patient = demandOwn(state, actor);
  const consent = command.data;
  if (patient.consents.acts.some((act) => act.act === 'given' && act.consentId === consent.consentId)) return [];
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
  const { patientId, providerId } = patient;
  return [{ type: 'ConsentGiven', data: { patientId, providerId, ...asStored(consent) } }];
};

/** Exactly the fields of the event, whatever else came in with the command. */
const asStored = (consent: GiveConsent['data']) => {
  const { consentId, recipients, purposes, textVersion, evidence, givenBy, guardianName, occurredAt, validUntil } =
    consent;
  const { kind, documentHash } = evidence;
  return {
    consentId,
    recipients,
    purposes,
    textVersion,
    evidence: documentHash === undefined ? { kind } : { kind, documentHash },
    givenBy,
    ...(guardianName !== undefined && { guardianName }),
    occurredAt,
    ...(validUntil !== undefined && { validUntil }),
  };
};

export type WithdrawConsent = Command<
  'WithdrawConsent',
  {
    /** Absent where what the provider attested is withdrawn. */
    readonly consentId?: ConsentId;
    /** Whose access ends; everyone but staff where the patient names nobody. */
    readonly recipients?: readonly RecipientRule[];
    /** Who declared it; default: the patient. */
    readonly declaredBy?: 'patient' | 'guardian';
    /** When it was declared; default: now. */
    readonly occurredAt?: Instant;
  }
>;

const EVERYONE_BUT_STAFF: readonly RecipientRule[] = [{ of: 'everyone-but-staff' }];

/**
 * At any time, without a reason. One that says the same and was declared at the same time or later makes a repetition
 * record nothing; a later declaration is recorded, since it ends what was signed in between as well.
 */
export const withdrawConsent = (
  command: WithdrawConsent,
  state: PatientState,
  { actor, now }: Context,
): readonly PatientEvent[] => {
  const { patientId, providerId, consents } = demandOwn(state, actor);
  const { consentId, recipients = EVERYONE_BUT_STAFF, declaredBy = 'patient', occurredAt = now } = command.data;
  demandNames(recipients);
  demandInstant(occurredAt, 'occurredAt');
  if (occurredAt > now) throw new DomainError('PATIENT.WITHDRAWAL_IN_THE_FUTURE', 'This moment has not come yet.');
  if (consentId !== undefined) demandGivenBefore(consents, consentId, occurredAt);
  const alreadySo = consents.acts.some(
    (act) =>
      act.act === 'withdrawn' &&
      act.occurredAt >= occurredAt &&
      act.consentId === consentId &&
      isSame(act.recipients, recipients),
  );
  if (alreadySo) return [];
  const which = consentId === undefined ? {} : { consentId };
  const data = { patientId, providerId, ...which, recipients, declaredBy, occurredAt };
  return [{ type: 'ConsentWithdrawn', data }];
};

/** A withdrawal dated before the consent that it names would end nothing. */
const demandGivenBefore = ({ acts }: ConsentFacts, consentId: ConsentId, moment: Instant): void => {
  const given = acts.find((act) => act.act === 'given' && act.consentId === consentId);
  if (!given) {
    throw new DomainError('PATIENT.CONSENT_UNKNOWN', 'The patient has given no such consent.', { consentId });
  }
  if (moment < given.occurredAt) {
    throw new DomainError('PATIENT.WITHDRAWN_BEFORE_GIVEN', 'This consent was given later.', {
      consentId,
      givenAt: given.occurredAt,
    });
  }
};

const demandOwn = (state: PatientState, actor: Context['actor']): Exclude<PatientState, { status: 'none' }> => {
  if (state.status === 'none') throw notFound();
  demandOwner(actor, state.providerId);
  return state;
};

const demandNames = (recipients: readonly RecipientRule[]): void => {
  if (recipients.length === 0) throw new DomainError('PATIENT.RECIPIENTS_MISSING', 'Say whom this is about.');
};

const isSame = (some: readonly RecipientRule[], others: readonly RecipientRule[]): boolean => {
  const said = new Set(some.map(ruleAsText));
  const asked = new Set(others.map(ruleAsText));
  return said.size === asked.size && [...asked].every((rule) => said.has(rule));
};

const ruleAsText = (rule: RecipientRule): string => {
  switch (rule.of) {
    case 'kind':
      return `kind ${rule.kind}`;
    case 'recipient':
      return `recipient ${rule.recipientId}`;
    default:
      return rule.of;
  }
};
