/** The patient objects to sharing with those named, and lifts the objection. Rules: product.md G1, G2. */

import type { Command } from '../../decider.js';
import type { Instant } from '../../time.js';
import { isObjected } from '../consents.js';
import type { PatientContext } from '../context.js';
import { demandDeclared, demandOwn } from '../demands.js';
import type { PatientEvent, RecipientRule } from '../events.js';
import { demandNames, isNamed, type RecipientFacts, sortsOfRecipients } from '../recipients.js';
import type { PatientState, RegisteredPatient } from '../state.js';

interface Declaration {
  readonly recipients: readonly RecipientRule[];
  /** Who declared it; default: the patient. */
  readonly declaredBy?: 'patient' | 'guardian';
  /** When it was declared; default: now. The latest declaration counts, not the one that was recorded last. */
  readonly occurredAt?: Instant;
}

export type ObjectToSharing = Command<'ObjectToSharing', Declaration>;
export type LiftObjection = Command<'LiftObjection', Declaration>;

/**
 * Ends the access of those named at once, under every policy and whatever is consented to, until it is lifted. Nothing
 * is recorded where an objection stands against everybody whom it names, now or when it was declared.
 */
export const objectToSharing = (
  command: ObjectToSharing,
  state: PatientState,
  context: PatientContext,
): readonly PatientEvent[] => {
  const { patient, declared } = demandDeclaration(command.data, state, context);
  const { acts } = patient.consents;
  const earlier = acts.filter(({ occurredAt }) => occurredAt <= declared.occurredAt);
  const stands = (recipient: RecipientFacts): boolean => isObjected(acts, recipient) || isObjected(earlier, recipient);
  return meant(patient, declared.recipients).every(stands)
    ? []
    : [{ type: 'SharingObjected', data: { ...ofPatient(patient), ...declared } }];
};

/**
 * For those named alone: what was said of a kind or of everyone stands for the others. Nothing is recorded where it lifts
 * nothing: no objection stands against them, or it was declared later.
 */
export const liftObjection = (
  command: LiftObjection,
  state: PatientState,
  context: PatientContext,
): readonly PatientEvent[] => {
  const { patient, declared } = demandDeclaration(command.data, state, context);
  const { acts } = patient.consents;
  const after = [...acts, { act: 'lifted', ...declared } as const];
  const lifts = (recipient: RecipientFacts): boolean => isObjected(acts, recipient) && !isObjected(after, recipient);
  return meant(patient, declared.recipients).some(lifts)
    ? [{ type: 'SharingObjectionLifted', data: { ...ofPatient(patient), ...declared } }]
    : [];
};

const demandDeclaration = (
  { recipients, declaredBy = 'patient', occurredAt }: Declaration,
  state: PatientState,
  { actor, now }: PatientContext,
) => {
  const patient = demandOwn(state, actor);
  const declared = { recipients, declaredBy, occurredAt: occurredAt ?? now };
  demandNames(recipients);
  demandDeclared(declared.occurredAt, now);
  return { patient, declared };
};

/** One recipient of each sort that is meant and that what was said before tells apart. */
const meant = ({ consents }: RegisteredPatient, recipients: readonly RecipientRule[]): readonly RecipientFacts[] =>
  sortsOfRecipients([...recipients, ...consents.acts.flatMap((act) => act.recipients)]).filter((recipient) =>
    isNamed(recipients, recipient),
  );

const ofPatient = ({ patientId, providerId }: RegisteredPatient) => ({ patientId, providerId });
