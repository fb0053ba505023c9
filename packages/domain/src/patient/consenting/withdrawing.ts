/** A provider records that the patient takes back what was consented to or attested. Rules: product.md G1, G2; compliance.md. */

import type { Command } from '../../decider.js';
import { demandInstant } from '../../demands.js';
import { DomainError } from '../../errors.js';
import type { ConsentId } from '../../ids.js';
import type { Instant } from '../../time.js';
import { type ConsentFacts, givenAs } from '../consents.js';
import type { PatientContext } from '../context.js';
import { demandOwn } from '../demands.js';
import type { PatientEvent, RecipientRule } from '../events.js';
import { asRules, demandNames, nameTheSame } from '../recipients.js';
import type { PatientState } from '../state.js';

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
  { actor, now }: PatientContext,
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
      nameTheSame(act.recipients, recipients),
  );
  if (alreadySo) return [];
  const which = consentId === undefined ? {} : { consentId };
  const data = { patientId, providerId, ...which, recipients: asRules(recipients), declaredBy, occurredAt };
  return [{ type: 'ConsentWithdrawn', data }];
};

/** A withdrawal dated before the consent that it names would end nothing. */
const demandGivenBefore = (consents: ConsentFacts, consentId: ConsentId, moment: Instant): void => {
  const given = givenAs(consentId, consents);
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
