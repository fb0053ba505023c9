/** An order that is not submitted yet: its creator and the provider alone see it. Rules: product.md D1, D2. */

import { isShutOut } from '../../access/seeing.js';
import { speaksFor } from '../../access/speaking.js';
import type { Command } from '../../decider.js';
import { demandPerson, notFound } from '../../demands.js';
import { DomainError } from '../../errors.js';
import { consentsOf } from '../../patient/state.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent } from '../events/index.js';
import type { CaseState, DiscardedCase, DraftCase } from '../state.js';
import {
  alreadySubmitted,
  demandComplete,
  demandKnownPatient,
  demandOrderer,
  demandOwnOrder,
  draftDiscarded,
  type FirstOrderGiven,
} from './firstOrder.js';

export type DraftOrder = Command<'DraftOrder', FirstOrderGiven>;
export type DiscardDraft = Command<'DiscardDraft', Readonly<Record<string, never>>>;

/**
 * By whoever may submit it; the draft shares nothing yet. The same draft again records nothing.
 * @throws DomainError as {@link submitOrder}, without what its shares need; `CASE.ALREADY_DRAFTED` for another draft
 */
export const draftOrder = (command: DraftOrder, state: CaseState, context: CaseContext): readonly CaseEvent[] => {
  const { caseId, orderNumber, kind, practiceId } = command.data;
  const orderer = demandOrderer(command.data, state, context);
  const { patientId, pseudonymised } = demandKnownPatient(orderer, context);
  demandOwnOrder(state, orderer);
  if (state.status === 'submitted') throw alreadySubmitted();
  if (state.status === 'discarded') throw draftDiscarded();
  if (state.status === 'draft') {
    const asBefore = state.orderNumber === orderNumber && state.kind === kind && state.practiceId === practiceId;
    if (asBefore && state.patientId === patientId) return [];
    throw new DomainError('CASE.ALREADY_DRAFTED', 'This case has another draft: submit it, or discard it.');
  }
  const { providerId, entry } = orderer;
  demandComplete(command.data, providerId, context);
  const through = entry ? { through: entry.collaboratorId } : {};
  const how = pseudonymised ? ({ pseudonymised: true } as const) : {};
  const data = { caseId, patientId, providerId, ...through, orderNumber, kind, practiceId, ...how };
  return [{ type: 'OrderDrafted', data }];
};

/**
 * By its creator or the provider. A discarded draft records nothing.
 * @throws DomainError `ACCESS.NOT_FOUND`, `CASE.ALREADY_SUBMITTED`
 */
export const discardDraft = (_command: DiscardDraft, state: CaseState, context: CaseContext): readonly CaseEvent[] => {
  const person = demandPerson(context.actor);
  if (state.status === 'none' || !isCreatorOrProvider({ ...context, draft: state })) throw notFound();
  if (state.status === 'submitted') throw alreadySubmitted();
  if (state.status === 'discarded') return [];
  const { caseId, patientId, providerId } = state;
  const through = person.personId === providerId || state.through === undefined ? {} : { through: state.through };
  return [{ type: 'DraftDiscarded', data: { caseId, patientId, providerId, ...through } }];
};

type FirstOrder = Exclude<CaseState, { readonly status: 'none' }>;
type Asked = Pick<CaseContext, 'actor' | 'now' | 'roster' | 'patient' | 'organisations'>;

/** A draft, and from whom and when it is asked; roster and patient are those of the draft. */
export interface DraftQuestion extends Asked {
  readonly draft: DraftCase | DiscardedCase;
}

/**
 * Whether the actor sees a draft now: the provider, and who created it, while their entry is active and the patient has not
 * shut them out (D1, G2). Nobody else knows of it, not even the lab.
 */
export const maySeeDraft = (question: DraftQuestion): boolean => isCreatorOrProvider(question);

const isCreatorOrProvider = (question: Asked & { readonly draft: FirstOrder }): boolean => {
  const { actor, draft, roster, organisations, patient, now } = question;
  if (actor.kind !== 'person' || !actor.registered) return false;
  if (actor.personId === draft.providerId) return true;
  const entry = draft.through === undefined ? undefined : roster.entries[draft.through];
  if (entry?.status !== 'active' || roster.providerId !== draft.providerId) return false;
  return (
    speaksFor(actor.personId, entry.recipientId, organisations) !== undefined &&
    !isShutOut(entry, consentsOf(patient), now)
  );
};
