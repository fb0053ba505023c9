/** How the sentences about access ask: who, what, and in which situation. They read the judgements, never the table. */

import type { Actor, PersonActor } from '../../context.js';
import type { CollaboratorId, OrganisationId, PersonId } from '../../ids.js';
import type { OrganisationState } from '../../organisation/state.js';
import type { PatientState } from '../../patient/state.js';
import type { Permission } from '../../roster/events.js';
import type { RosterState } from '../../roster/state.js';
import {
  aCase,
  anna,
  annaId,
  aRoster,
  by,
  type CaseBuilder,
  caseId,
  jonas,
  jonasId,
  luis,
  luisId,
  mei,
  meiId,
  patientId,
  person,
  petraId,
  planWell,
  technician,
} from '../../testing/index.js';
import { type Act, judge, type Judgement, type Refusal } from '../index.js';

/** Anna's case with its first setup, shared with all her collaborators. */
export const shared = aCase().sharedWith(luis).sharedWith(jonas).sharedWith(mei).sharedWith(planWell).setup();

const ofCase = { caseId, patientId, providerId: annaId };
export const onHold = shared.and({ type: 'CasePutOnHold', data: ofCase });
export const completed = shared.and({ type: 'CaseCompleted', data: ofCase });
export const cancelled = shared.and({ type: 'CaseCancelled', data: ofCase });
export const closed = shared.closed();
export const reopened = closed.and({ type: 'CaseReopened', data: ofCase });

/** A person who asks, and what of the situation is theirs. */
export interface Who {
  readonly actor: Actor;
  readonly roster?: RosterState;
}

export interface Situation {
  readonly on?: CaseBuilder;
  readonly now?: string;
  readonly roster?: RosterState;
  readonly patient?: PatientState;
  readonly organisations?: ReadonlyMap<OrganisationId, OrganisationState>;
  /** Whose conversation, or through which entry. */
  readonly through?: CollaboratorId;
}

const everybodyWith = (permissions: readonly Permission[]): RosterState =>
  [luis, jonas, mei, planWell].reduce((roster, entry) => roster.with(entry, permissions), aRoster()).build();

/** A collaborator with exactly these permissions. */
export const collaborator = (personId: PersonId, ...permissions: readonly Permission[]): Who => ({
  actor: person(personId),
  roster: everybodyWith(permissions),
});

export const provider: Who = { actor: anna };
export const lab: Who = { actor: technician };
/** They have no permission at all, not even the minimum: what they may do needs none. */
export const colleague = collaborator(luisId);
export const staff = collaborator(jonasId);
export const mentor = collaborator(meiId);
export const planner = collaborator(petraId);
/** A colleague with every permission but one. */
export const colleagueWithout = (missing: Permission): Who =>
  collaborator(luisId, ...all.filter((one) => one !== missing));
export const colleagueWith = (...permissions: readonly Permission[]): Who => collaborator(luisId, ...permissions);
export const all: readonly Permission[] = ['decline-setups', 'add-orders', 'request-revisions', 'manage-holds'];
export const who = (actor: PersonActor): Who => ({ actor });

export const ask = ({ actor, roster: own }: Who, act: Act, situation: Situation = {}): Judgement => {
  const { on = shared, through, roster = own, ...others } = situation;
  const changes = { ...others, ...(roster && { roster }) };
  const { now, roster: folded, patient, organisations } = by(actor, changes);
  const state = on.build();
  if (state.status !== 'submitted') throw new Error('No case.');
  const entry = through === undefined ? {} : { collaboratorId: through };
  return judge({ act, actor, now, case: state, roster: folded, patient, organisations, ...entry });
};

/** The judgements on the case while it is open, while it is on hold, and once it is archived. */
export const inEachPhase = (asking: Who, act: Act, through?: CollaboratorId): readonly Judgement[] => {
  const entry = through === undefined ? {} : { through };
  return [shared, onHold, closed].map((on) => ask(asking, act, { on, ...entry }));
};

/** A sentence, who, what, and what is expected while the case is open, on hold, archived. */
export type PhaseLine = readonly [string, Who, Act, object, object, object];
/** A sentence, who, what, in which situation, and what is expected. */
export type Line = readonly [string, Who, Act, Situation, object];

export const yes = { allowed: true };
/** The answer is the one for a case that is not there. */
export const unknown = (reason: Refusal) => ({ allowed: false, known: false, reason });
const known = (reason: Refusal) => ({ allowed: false, known: true, reason });
/** The person knows the case, and nobody in their part does this. */
export const no = known('not-permitted');
export const archived = known('archived');
export const held = known('on-hold');
export const lacks = (permission: Permission) => ({ ...known('permission-missing'), permission });
