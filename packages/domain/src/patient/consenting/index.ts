/** What the patient agreed to, took back and objected to. Rules: product.md G1, G2. */

import type { Decisions } from '../../decider.js';
import type { PatientContext } from '../context.js';
import type { PatientEvent } from '../events.js';
import type { PatientState } from '../state.js';
import { giveConsent, type GiveConsent } from './giving.js';
import { type LiftObjection, liftObjection, type ObjectToSharing, objectToSharing } from './objecting.js';
import { withdrawConsent, type WithdrawConsent } from './withdrawing.js';

export type ConsentingCommand = GiveConsent | WithdrawConsent | ObjectToSharing | LiftObjection;

export const consentingDecisions: Decisions<PatientState, ConsentingCommand, PatientEvent, PatientContext> = {
  GiveConsent: giveConsent,
  WithdrawConsent: withdrawConsent,
  ObjectToSharing: objectToSharing,
  LiftObjection: liftObjection,
};

export type { GiveConsent } from './giving.js';
export { endOfGuardianship } from './majority.js';
export type { LiftObjection, ObjectToSharing } from './objecting.js';
export type { WithdrawConsent } from './withdrawing.js';
