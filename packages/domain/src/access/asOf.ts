/**
 * The access question for any moment that has passed: who could see a patient's case at time T, and why. Rules:
 * product.md G3, G5, G6.
 */

import type { AccountEvent } from '../account/events.js';
import { evolveAccount, noAccount } from '../account/state.js';
import type { CaseEvent } from '../case/events/index.js';
import { evolveCase } from '../case/evolve.js';
import { noCase } from '../case/state.js';
import { actorOf, type PersonActor } from '../context.js';
import { fold } from '../decider.js';
import type { DomainEvent, Recorded } from '../events.js';
import type { OrganisationId } from '../ids.js';
import type { OrganisationEvent } from '../organisation/events.js';
import { evolveOrganisation, noOrganisation } from '../organisation/state.js';
import type { PatientEvent } from '../patient/events.js';
import { evolvePatient, noPatient } from '../patient/state.js';
import type { RosterEvent } from '../roster/events.js';
import { emptyRoster, evolveRoster } from '../roster/state.js';
import type { Instant } from '../time.js';
import { type AccessQuestion, judge, type Judgement } from './judge.js';

/** What is recorded of everything that access to one case depends on; each stream whole, in its order. */
export interface AccessHistories {
  readonly case: readonly Recorded<CaseEvent>[];
  /** Of the case's provider. */
  readonly roster: readonly Recorded<RosterEvent>[];
  readonly patient: readonly Recorded<PatientEvent>[];
  /** Every organisation that ever stood in the roster. */
  readonly organisations: ReadonlyMap<OrganisationId, readonly Recorded<OrganisationEvent>[]>;
}

/** A moment that has passed. */
export interface Moment {
  readonly at: Instant;
  /**
   * The position of the first event of the whole log that was recorded after `at`, where it is known. Absent: it is
   * taken from the histories, which is the same unless the clock that recorded the log was set back in between.
   */
  readonly before?: number;
}

/** The question without what is folded. `actor`: as the person was then, see {@link actorAsOf}. */
export type AccessQuestionAsOf = Pick<AccessQuestion, 'act' | 'actor' | 'collaboratorId'>;

/**
 * What {@link judge} answered at the moment: judged with now = `at`, from everything that was recorded before the first
 * event recorded after it, and from nothing else. A case that was not submitted yet nobody could see through a share; its
 * draft is no case. Pure.
 */
export const accessAsOf = (histories: AccessHistories, question: AccessQuestionAsOf, moment: Moment): Judgement => {
  const { organisations } = histories;
  const everything = [histories.case, histories.roster, histories.patient, ...organisations.values()];
  const before = moment.before ?? cut(everything, moment.at);
  const on = fold(evolveCase, noCase, until(histories.case, before));
  if (on.status !== 'submitted') return { allowed: false, known: false, reason: 'no-relation' };
  return judge({
    ...question,
    now: moment.at,
    case: on,
    roster: fold(evolveRoster, emptyRoster, until(histories.roster, before)),
    patient: fold(evolvePatient, noPatient, until(histories.patient, before)),
    organisations: new Map(
      [...organisations].map(([id, events]) => [id, fold(evolveOrganisation, noOrganisation, until(events, before))]),
    ),
  });
};

/** The person of an account as they were at the moment: with the roles they had then; nobody before they were added. */
export const actorAsOf = (account: readonly Recorded<AccountEvent>[], moment: Moment): PersonActor | undefined => {
  const before = moment.before ?? cut([account], moment.at);
  return actorOf(fold(evolveAccount, noAccount, until(account, before)));
};

/** The position of the first event that was recorded after the moment; beyond the log where there is none. */
const cut = (histories: readonly (readonly Recorded<DomainEvent>[])[], at: Instant): number => {
  let first = Number.POSITIVE_INFINITY;
  for (const history of histories) {
    for (const { recordedAt, position } of history) if (recordedAt > at) first = Math.min(first, position);
  }
  return first;
};

const until = <Event extends Recorded<DomainEvent>>(history: readonly Event[], before: number): readonly Event[] =>
  history.filter(({ position }) => position < before);
