/** The patient objects to sharing with those named, and lifts the objection. Rules: product.md G1, G2. */

import type { Command } from '../../decider.js';
import type { Instant } from '../../time.js';
import { type ConsentAct, isObjected, lastDeclaration } from '../consents.js';
import type { PatientContext } from '../context.js';
import { demandDeclared, demandOwn } from '../demands.js';
import type { PatientEvent, RecipientRule } from '../events.js';
import { asRules, demandNames, isNamed, type RecipientFacts, sortsOfRecipients } from '../recipients.js';
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
 * is recorded where it says nothing new: against everybody whom it names one stands that was not declared earlier, or stood
 * when this one was declared and is lifted. One that stands but is older would fall with a lifting declared in between.
 */
export const objectToSharing = (
  command: ObjectToSharing,
  state: PatientState,
  context: PatientContext,
): readonly PatientEvent[] => {
  const { patient, declared } = demandDeclaration(command.data, state, context);
  const said = (recipient: RecipientFacts): boolean => isSaid(patient.consents.acts, recipient, declared.occurredAt);
  return meant(patient, declared.recipients).every(said)
    ? []
    : [{ type: 'SharingObjected', data: { ...ofPatient(patient), ...declared } }];
};

/** Whether an objection declared at that moment would add nothing to what was declared before. */
const isSaid = (acts: readonly ConsentAct[], recipient: RecipientFacts, moment: Instant): boolean => {
  const last = lastDeclaration(acts, recipient);
  if (last?.act === 'objected') return last.occurredAt >= moment;
  return isObjected(
    acts.filter(({ occurredAt }) => occurredAt <= moment),
    recipient,
  );
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
  const declared = { recipients: asRules(recipients), declaredBy, occurredAt: occurredAt ?? now };
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
