/** Who may order a case, for whom and for which patient. Rules: product.md D1; domain-facts.md (Permissions). */

import { judge } from '../../access/judge.js';
import { isShutOut } from '../../access/seeing.js';
import { demandEntryWith } from '../../access/speaking.js';
import { demandPerson, demandProvider, notFound } from '../../demands.js';
import { DomainError } from '../../errors.js';
import type { CaseId, CollaboratorId, OrderNumber, PatientId, PracticeId, ProviderId } from '../../ids.js';
import { demandNotErased } from '../../patient/demands.js';
import { consentsOf } from '../../patient/state.js';
import type { RosterEntry } from '../../roster/state.js';
import type { CaseContext } from '../context.js';
import type { OrderKind } from '../events/index.js';
import { demandOrderNumber } from '../orders.js';
import type { CaseState } from '../state.js';
import { demandPractice } from './practice.js';

/** What a draft and a submission name. */
export interface FirstOrderGiven {
  readonly caseId: CaseId;
  readonly orderNumber: OrderNumber;
  readonly kind: OrderKind;
  /** One of the provider's practices. */
  readonly practiceId: PracticeId;
  /** Who is ordered for; a collaborator has to say it, a provider who does not orders for themself. */
  readonly providerId?: ProviderId;
  /** Through which entry of the roster, for a person who has two; default: the first that may. */
  readonly collaboratorId?: CollaboratorId;
}

/** The provider, or a collaborator through an entry that may add orders. */
export interface Orderer {
  readonly providerId: ProviderId;
  readonly entry?: RosterEntry;
}

/** A patient for whom the orderer may order. */
export interface KnownPatient {
  readonly patientId: PatientId;
  /** The collaborator knows the patient without identity data, and so gets the new case (C4). */
  readonly pseudonymised: boolean;
}

/**
 * @throws DomainError `CASE.PROVIDER_MISSING`; `ACCESS.NOT_FOUND` for whoever has no active entry in the provider's roster,
 * `ACCESS.DENIED` (facts: `permission`) where the entry may not add orders
 */
export const demandOrderer = (given: FirstOrderGiven, state: CaseState, context: CaseContext): Orderer => {
  const person = demandPerson(context.actor);
  const { providerId = person.isProvider ? person.personId : undefined } = given;
  if (providerId === undefined) throw new DomainError('CASE.PROVIDER_MISSING', 'Name the provider you order for.');
  if (providerId === person.personId) return { providerId: demandProvider(person).personId };
  const { collaboratorId = state.status === 'none' ? undefined : state.through } = given;
  if (context.roster.providerId !== providerId) throw notFound();
  return {
    providerId,
    entry: demandEntryWith('add-orders', person, context.roster, context.organisations, collaboratorId),
  };
};

/**
 * A patient of the provider; for a collaborator only one recorded through the same entry, or one of a case that they see
 * through it, never the provider's whole list.
 * @throws DomainError `ACCESS.NOT_FOUND`
 */
export const demandKnownPatient = ({ providerId, entry }: Orderer, context: CaseContext): KnownPatient => {
  const { patient } = context;
  if (patient.status === 'none' || patient.providerId !== providerId) throw notFound();
  const { patientId } = patient;
  if (!entry) return { patientId, pseudonymised: false };
  const { collaboratorId } = entry;
  if (patient.through === collaboratorId && !isShutOut(entry, consentsOf(patient), context.now))
    return { patientId, pseudonymised: false };
  const { knownThrough: known } = context;
  if (known?.status !== 'submitted' || known.providerId !== providerId || known.patientId !== patientId) {
    throw notFound();
  }
  const sight = judge({ ...context, act: 'see-case', case: known, collaboratorId });
  if (!sight.allowed || sight.standing.as !== 'collaborator') throw notFound();
  return { patientId, pseudonymised: sight.standing.grant.pseudonymised };
};

/** What is there already under the case's id has to be the orderer's own. @throws DomainError `ACCESS.NOT_FOUND` */
export const demandOwnOrder = (state: CaseState, { providerId, entry }: Orderer): void => {
  if (state.status === 'none') return;
  if (state.providerId !== providerId || (entry && state.through !== entry.collaboratorId)) throw notFound();
};

/**
 * What an order needs besides who orders and for whom: nobody is treated anew whose name or patient file is erased (G9).
 * @throws DomainError `CASE.PRACTICE_UNKNOWN`, `CASE.ORDER_NUMBER_INVALID`, `PATIENT.ERASED` (facts: `class`)
 */
export const demandComplete = (given: FirstOrderGiven, providerId: ProviderId, context: CaseContext): void => {
  demandPractice(given.practiceId, providerId, context.provider);
  demandOrderNumber(given.orderNumber);
  demandNotErased(context.patient, 'contact');
  demandNotErased(context.patient, 'content');
};

export const alreadySubmitted = (): DomainError =>
  new DomainError('CASE.ALREADY_SUBMITTED', 'The order of this case has been submitted already.');

export const draftDiscarded = (): DomainError =>
  new DomainError('CASE.DRAFT_DISCARDED', 'This draft was discarded; begin another one.');
