/** One provider, one patient and one case, as commands make their history. */

import fc from 'fast-check';
import { type Act, judge, type Judgement } from '../../access/index.js';
import { caseDecider } from '../../case/index.js';
import { catalogue } from '../../catalogue/index.js';
import type { Actor } from '../../context.js';
import { type Decider, fold } from '../../decider.js';
import { DomainError } from '../../errors.js';
import type { DomainEvent } from '../../events.js';
import type { PersonId } from '../../ids.js';
import { type OrganisationCommand, organisationDecider } from '../../organisation/index.js';
import { type PatientCommand, patientDecider } from '../../patient/index.js';
import { type RosterCommand, rosterDecider } from '../../roster/index.js';
import type { Instant } from '../../time.js';
import {
  aCase,
  annasAccount,
  aPatient,
  everybody,
  inDays,
  jonas,
  luis,
  luisId,
  petraId,
  planWell,
  planWellId,
  TEXTS,
} from '../../testing/index.js';
import { type AnyCommand, type Step, step } from './commands.js';
import { numRuns } from './rounds.js';

const beginning: readonly DomainEvent[] = [
  {
    type: 'OrganisationRegistered',
    data: { organisationId: planWellId, kind: 'treatment-planning-service', name: 'PlanWell' },
  },
  { type: 'MemberAdded', data: { organisationId: planWellId, personId: petraId } },
  ...everybody().events,
  ...aPatient().events,
  ...aCase().sharedWith(luis).sharedWith(jonas).sharedWith(planWell).setup().events,
];

/** One provider's small world, event by event. */
export class World {
  readonly events: DomainEvent[];

  constructor(events: readonly DomainEvent[] = beginning) {
    this.events = [...events];
  }

  private stateOf = <State, Event extends DomainEvent>({
    category,
    evolve,
    initial,
  }: Pick<Decider<State, never, Event, never>, 'category' | 'evolve' | 'initial'>): State =>
    fold(
      evolve,
      initial,
      this.events.filter((event): event is Event => catalogue[event.type].category === category),
    );

  states() {
    return {
      roster: this.stateOf(rosterDecider),
      patient: this.stateOf(patientDecider),
      organisation: this.stateOf(organisationDecider),
      case: this.stateOf(caseDecider),
    };
  }

  decide({ command: { type, data }, actor, day: days }: Step): readonly DomainEvent[] {
    const states = this.states();
    const base = { actor, now: inDays(days), texts: TEXTS };
    const chosen = { type, data } as AnyCommand;
    const context = {
      ...base,
      ...states,
      provider: annasAccount,
      organisations: new Map([[planWellId, states.organisation]]),
    };
    if (isRoster(chosen)) {
      const recipientId =
        chosen.type === 'AddCollaborator'
          ? chosen.data.recipientId
          : chosen.type === 'AcceptInvitation' || chosen.type === 'DeclineInvitation'
            ? states.roster.entries[chosen.data.collaboratorId]?.recipientId
            : undefined;
      const recipient =
        recipientId === planWellId
          ? { of: 'organisation' as const, organisation: states.organisation }
          : {
              of: 'person' as const,
              account: {
                status: 'registered' as const,
                personId: (recipientId ?? luisId) as PersonId,
                practices: [],
                roles: [],
              },
            };
      return rosterDecider.decide(chosen, states.roster, { ...base, recipient });
    }
    if (isPatient(chosen)) return patientDecider.decide(chosen, states.patient, base);
    if (isOrganisation(chosen)) {
      const personId = chosen.type === 'AddMember' ? chosen.data.personId : petraId;
      const member = { status: 'registered' as const, personId, practices: [], roles: [] };
      return organisationDecider.decide(chosen, states.organisation, { ...base, member });
    }
    return caseDecider.decide(chosen, states.case, context);
  }

  judge(act: Act, actor: Actor, now: Instant): Judgement {
    const { roster, patient, organisation, case: on } = this.states();
    if (on.status !== 'submitted') throw new Error('No case.');
    const organisations = new Map([[planWellId, organisation]]);
    return judge({ act, actor, now, case: on, roster, patient, organisations });
  }

  /** Whether the step was taken; a refusal is a DomainError, never anything else. */
  take(taken: Step): boolean {
    try {
      this.events.push(...this.decide(taken));
      return true;
    } catch (refusal) {
      if (refusal instanceof DomainError) return false;
      throw refusal;
    }
  }
}

const rosterCommands: readonly string[] = [
  ...['AddCollaborator', 'AcceptInvitation', 'DeclineInvitation', 'WithdrawInvitation', 'ResendInvitation'],
  ...['RemoveCollaborator', 'ChangePermissions', 'PauseCollaborator', 'ResumeCollaborator'],
  ...['ChooseConsentPolicy', 'SetStandingRule', 'AllowTranslation'],
];
const isRoster = (given: AnyCommand): given is RosterCommand => rosterCommands.includes(given.type);
const isPatient = (given: AnyCommand): given is PatientCommand =>
  ['GiveConsent', 'WithdrawConsent', 'ObjectToSharing', 'LiftObjection'].includes(given.type);
const isOrganisation = (given: AnyCommand): given is OrganisationCommand =>
  ['AddMember', 'RemoveMember'].includes(given.type);

/** Holds a law after each step that was taken: with the events that it recorded. */
export const histories = (law: (world: World, taken: Step, events: readonly DomainEvent[]) => void): void =>
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 40 }), (steps) => {
      const world = new World();
      for (const next of steps) {
        const before = world.events.length;
        if (world.take(next)) law(world, next, world.events.slice(before));
      }
    }),
    { numRuns },
  );
