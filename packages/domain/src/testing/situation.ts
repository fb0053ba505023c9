import type { AccountState } from '../account/state.js';
import type { CaseContext } from '../case/context.js';
import type { Actor } from '../context.js';
import type { OrganisationId } from '../ids.js';
import type { OrganisationState } from '../organisation/state.js';
import { NOW } from './clock.js';
import { aPatient } from './patients.js';
import { anna, annaId, annasPractice, jonas, luis, mei, planWell, planWellId, planWellState } from './people.js';
import { aRoster, TEXTS } from './rosters.js';

/** Anna's account with her one practice. */
export const annasAccount: AccountState = {
  status: 'registered',
  personId: annaId,
  practices: [annasPractice],
  roles: [],
};

/** Anna's roster with Luis, Jonas, Mei and PlanWell, all of whom have accepted. */
export const everybody = () => aRoster().with(luis).with(jonas).with(mei).with(planWell);

/** The context of a decision about Anna's case: Anna acts, everybody has accepted, the patient has consented to nothing. */
export const by = (actor: Actor = anna, changes: Partial<Omit<CaseContext, 'actor'>> = {}): CaseContext => ({
  actor,
  now: NOW,
  texts: TEXTS,
  roster: everybody().build(),
  patient: aPatient().build(),
  provider: annasAccount,
  organisations: new Map<OrganisationId, OrganisationState>([[planWellId, planWellState]]),
  ...changes,
});
