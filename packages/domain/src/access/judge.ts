/**
 * The one question: may this person see or do this, now, on what basis, and if not why? Asked by decisions, by the
 * guard and by the audit, from folded states and now. Rules: product.md G2, G3, B5, B8; domain-facts.md.
 */

import { type CaseFacts, isArchived } from '../case/facts/index.js';
import type { Grant, SubmittedCase } from '../case/state.js';
import type { Actor, PersonActor } from '../context.js';
import type { CollaboratorId, OrganisationId, PersonId } from '../ids.js';
import { isMember, type OrganisationState } from '../organisation/state.js';
import { consentsOf, consentStanding, type PatientState } from '../patient/index.js';
import type { Permission } from '../roster/events.js';
import type { RosterState } from '../roster/state.js';
import type { Instant } from '../time.js';
import { type Act, type Cell, matrix, type Phase } from './matrix.js';
import { mayRecipientSee, type SightRefusal } from './seeing.js';

export interface AccessQuestion {
  readonly act: Act;
  readonly actor: Actor;
  readonly now: Instant;
  readonly case: SubmittedCase;
  /** Of the case's provider. */
  readonly roster: RosterState;
  readonly patient: PatientState;
  readonly organisations: ReadonlyMap<OrganisationId, OrganisationState>;
  /** Asks only about standing through this entry: for its conversation, or where a person has two. */
  readonly collaboratorId?: CollaboratorId;
}

/** How a person stands to the case, and through what. */
export type Standing =
  | { readonly as: 'provider' }
  | { readonly as: 'lab' }
  | {
      readonly as: 'collaborator';
      readonly grant: Grant;
      readonly permissions: readonly Permission[];
      /** The organisation for which the person acts. */
      readonly onBehalfOf?: OrganisationId;
    };

export type Refusal =
  | SightRefusal
  /** Nothing connects the person with the case. */
  | 'no-relation'
  | 'not-registered'
  /** Known to the person, but nobody in this part may do it. */
  | 'not-permitted'
  /** Known, and the entry lacks the permission. */
  | 'permission-missing'
  /** Known, but the case takes no more of it. */
  | 'archived'
  /** Known, but not while the case is on hold. */
  | 'on-hold';

export type Judgement =
  | { readonly allowed: true; readonly standing: Standing }
  /** `known`: the person may know of the case; else the answer must be the one for a case that is not there. */
  | { readonly allowed: false; readonly known: boolean; readonly reason: Refusal; readonly permission?: Permission };

/** May the actor do this with the case now? Pure; the first standing that allows it is the basis. */
export const judge = (question: AccessQuestion): Judgement => {
  const { actor, act } = question;
  if (actor.kind !== 'person') return { allowed: false, known: false, reason: 'no-relation' };
  if (!actor.registered) return { allowed: false, known: false, reason: 'not-registered' };
  const { standings, refusal } = standingsOf(question, actor);
  let answer: Judgement = { allowed: false, known: false, reason: refusal };
  for (const standing of standings) {
    const judgement = judgeCell(matrix[act][standing.as], standing, question.case);
    if (judgement.allowed) return judgement;
    if (!answer.known || answer.reason === 'not-permitted') answer = judgement;
  }
  return answer;
};

/** Every way in which the person stands to the case now; where none, why not. */
export const standingsOf = (
  question: Omit<AccessQuestion, 'act'>,
  actor: PersonActor,
): { readonly standings: readonly Standing[]; readonly refusal: Refusal } => {
  const standings: Standing[] = [];
  let refusal: Refusal = 'no-relation';
  const owns = question.case.providerId === actor.personId;
  if (owns) standings.push({ as: 'provider' });
  for (const entry of Object.values(question.roster.entries)) {
    if (question.collaboratorId !== undefined && entry.collaboratorId !== question.collaboratorId) continue;
    // A provider is never their own collaborator, also not through an organisation (B7).
    const speaksAs = owns ? undefined : speaksFor(actor.personId, entry.recipientId, question.organisations);
    if (!speaksAs) continue;
    const grant = question.case.grants[entry.collaboratorId];
    const consent = consentStanding(consentsOf(question.patient), entry, grant?.purpose);
    const sight = mayRecipientSee({ grant, entry, policy: question.roster.policy, consent, now: question.now });
    if (grant && sight.sees) {
      standings.push({ as: 'collaborator', grant, permissions: entry.permissions, ...speaksAs });
    } else if (!sight.sees && (refusal === 'no-relation' || refusal === 'not-shared')) {
      refusal = sight.reason;
    }
  }
  if (actor.roles.includes('lab')) standings.push({ as: 'lab' });
  return { standings, refusal };
};

/** Whether the person is the recipient, or a member of the organisation that is; `undefined` where neither. */
export const speaksFor = (
  personId: PersonId,
  recipientId: PersonId | OrganisationId,
  organisations: AccessQuestion['organisations'],
): { onBehalfOf?: OrganisationId } | undefined => {
  if (recipientId === personId) return {};
  const organisation = organisations.get(recipientId as OrganisationId);
  return organisation?.status === 'registered' && isMember(organisation, personId)
    ? { onBehalfOf: organisation.organisationId }
    : undefined;
};

const judgeCell = (cell: Cell, standing: Standing, { facts }: SubmittedCase): Judgement => {
  if (cell === 'never') return { allowed: false, known: true, reason: 'not-permitted' };
  const { when, permission } = typeof cell === 'string' ? { when: cell, permission: undefined } : cell;
  if (permission !== undefined && !(standing.as === 'collaborator' && standing.permissions.includes(permission))) {
    return { allowed: false, known: true, reason: 'permission-missing', permission };
  }
  const reason = phaseRefusal(when, facts);
  return reason === undefined ? { allowed: true, standing } : { allowed: false, known: true, reason };
};

const phaseRefusal = (when: Phase, facts: CaseFacts): 'archived' | 'on-hold' | undefined => {
  if (when === 'always') return undefined;
  if (isArchived(facts)) return 'archived';
  return when === 'running' && facts.life.onHold ? 'on-hold' : undefined;
};
