/** The access question of a command on a case, put from its state and context. */

import { demandAccess } from '../access/demand.js';
import type { Standing } from '../access/judge.js';
import type { Act } from '../access/matrix.js';
import { mayRecipientSee } from '../access/seeing.js';
import { type PersonActor } from '../context.js';
import { demandPerson, notFound } from '../demands.js';
import { DomainError } from '../errors.js';
import type { CollaboratorId } from '../ids.js';
import { consentStanding } from '../patient/consents.js';
import { consentsOf } from '../patient/state.js';
import type { CaseContext } from './context.js';
import type { Through } from './events/index.js';
import { hasEnded } from './sharing/ends.js';
import type { CaseState, SubmittedCase } from './state.js';

export interface Allowed {
  readonly on: SubmittedCase;
  readonly person: PersonActor;
  readonly standing: Standing;
}

/** @throws DomainError `ACCESS.NOT_FOUND`, `ACCESS.DENIED`, `CASE.ARCHIVED`: see {@link demandAccess}. */
export const demandAllowed = (
  act: Act,
  state: CaseState,
  context: CaseContext,
  collaboratorId?: CollaboratorId,
): Allowed => {
  const { actor, now, roster, patient, organisations } = context;
  if (state.status !== 'submitted') throw notFound();
  const through = collaboratorId === undefined ? {} : { collaboratorId };
  const standing = demandAccess({ act, actor, now, case: state, roster, patient, organisations, ...through });
  return { on: state, person: demandPerson(actor), standing };
};

/** @throws DomainError `CASE.NOT_SHARED` where {@link isShared} says no. */
export const demandShared = (on: SubmittedCase, context: CaseContext, collaboratorId: CollaboratorId): void => {
  if (!isShared(on, context, collaboratorId)) throw notShared(collaboratorId);
};

/** Whether the collaborator has a grant that has not ended by now, and was not removed from the roster (G3). */
export const isShared = (on: SubmittedCase, { roster, now }: CaseContext, collaboratorId: CollaboratorId): boolean => {
  const grant = on.grants[collaboratorId];
  const entry = roster.entries[collaboratorId];
  return grant !== undefined && !hasEnded(grant, now) && entry !== undefined && entry.status !== 'removed';
};

/** Whether the collaborator has access at this moment (G3), asked about another than who acts. */
export const seesNow = (
  on: SubmittedCase,
  { roster, patient, now }: CaseContext,
  collaboratorId: CollaboratorId,
): boolean => {
  const grant = on.grants[collaboratorId];
  const entry = roster.entries[collaboratorId];
  if (!grant || !entry) return false;
  const consent = consentStanding(consentsOf(patient), entry, grant.purpose);
  return mayRecipientSee({ grant, entry, policy: roster.policy, consent, now }).sees;
};

/**
 * There is a conversation with this collaborator: the roster has or had the entry, and the case is or was shared with it.
 * @throws DomainError `CASE.NOT_SHARED`
 */
export const demandEverShared = (on: SubmittedCase, { roster }: CaseContext, collaboratorId: CollaboratorId): void => {
  if (!roster.entries[collaboratorId] || !on.everSharedWith.includes(collaboratorId)) throw notShared(collaboratorId);
};

/**
 * A case that has ended takes nothing of this until it is reopened, also while a retainer has brought it back from the archive.
 * @throws DomainError `CASE.ENDED` (facts: `ended`: how)
 */
export const demandGoesOn = ({ facts: { life } }: SubmittedCase): void => {
  if (life.ended === undefined) return;
  throw new DomainError('CASE.ENDED', 'The case has ended; reopen it first.', { ended: life.ended });
};

/** The entry through which somebody acts, as events name it; nothing for the provider and the lab. */
export const throughOf = (standing: Standing): Through =>
  standing.as === 'collaborator' ? { through: standing.grant.collaboratorId } : {};

export const notShared = (collaboratorId: CollaboratorId): DomainError =>
  new DomainError('CASE.NOT_SHARED', 'The case is not shared with this collaborator.', { collaboratorId });

/** What every event of a case names. */
export const ofCase = ({ caseId, patientId, providerId }: SubmittedCase) => ({ caseId, patientId, providerId });
