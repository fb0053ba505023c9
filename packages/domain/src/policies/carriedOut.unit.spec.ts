/**
 * Every policy from the event or the moment to what stands afterwards: its commands are taken by the deciders that they are
 * for, and a repeat, late or at once, changes nothing more. Rules: architecture.md (Domain); product.md B4-B6, C2-C4, F4, G9.
 */

import { describe, expect, it } from '@jest/globals';
import { bulkDecider, type BulkEvent } from '../bulk/index.js';
import { caseDecider, type CaseEvent, type GrantEnd } from '../case/index.js';
import { fold } from '../decider.js';
import { DomainError } from '../errors.js';
import type { DomainEvent } from '../events.js';
import { patientDecider, type PatientEvent, type Treatment } from '../patient/index.js';
import { type RosterEvent, rosterDecider, type StandingRule } from '../roster/index.js';
import {
  aBulk,
  aCase,
  annaId,
  aPatient,
  aRoster,
  bulkCase,
  bulkId,
  by,
  caseId,
  everybody,
  inCase,
  inDays,
  invitationOf,
  luis,
  luisId,
  mei,
  newInvitationOf,
  NOW,
  patientId,
  recorded,
} from '../testing/index.js';
import type { Instant } from '../time.js';
import {
  bulkSharing,
  endings,
  eraseWhenDue,
  escalateReviews,
  expireInvitations,
  expiry,
  nextBulkStep,
  type PolicyCommand,
  type PolicyName,
  remindOfInvitations,
  reportOf,
  standingRules,
  type StandingRulesView,
  unansweredInvitationsOf,
} from './index.js';

const { collaboratorId } = luis;
const entry = { providerId: annaId, collaboratorId };
const treatment: Treatment = { state: 'ended', endedAt: '2015-01-01T00:00:00.000Z' };

/** One provider's streams, and whoever runs the policies on them. */
class Office {
  now: Instant = NOW;
  readonly roster: RosterEvent[];
  readonly patient: PatientEvent[];
  readonly case: CaseEvent[];
  readonly bulk: BulkEvent[] = [];

  constructor({ roster = everybody(), on = aCase(), patient = aPatient() } = {}) {
    this.roster = [...roster.events];
    this.case = [...on.events];
    this.patient = [...patient.events];
  }

  get rosterState() {
    return fold(rosterDecider.evolve, rosterDecider.initial, this.roster);
  }
  get patientState() {
    return fold(patientDecider.evolve, patientDecider.initial, this.patient);
  }
  get caseState() {
    const state = fold(caseDecider.evolve, caseDecider.initial, this.case);
    if (state.status !== 'submitted') throw new Error('No case.');
    return state;
  }
  get bulkState() {
    return fold(bulkDecider.evolve, bulkDecider.initial, this.bulk);
  }

  /** Types of what the commands recorded, and codes of what refused them. */
  run(name: PolicyName, commands: readonly PolicyCommand[]): readonly string[] {
    return commands.flatMap((one) => {
      try {
        return this.dispatch(name, one).map(({ type }) => type);
      } catch (refusal) {
        if (refusal instanceof DomainError) return [refusal.code];
        throw refusal;
      }
    });
  }

  dispatch(name: PolicyName, { on, command }: PolicyCommand): readonly DomainEvent[] {
    const actor = { kind: 'policy', name } as const;
    const context = by(actor, { now: this.now, roster: this.rosterState, patient: this.patientState });
    // Each command goes to the aggregate that `on` names, which the union of PolicyCommand ties to it.
    if ('case' in on) return push(this.case, caseDecider.decide(command as never, this.caseState, context));
    if ('roster' in on) return push(this.roster, rosterDecider.decide(command as never, this.rosterState, context));
    if ('bulk' in on) return push(this.bulk, bulkDecider.decide(command as never, this.bulkState, context));
    const about = { ...context, treatment };
    return push(this.patient, patientDecider.decide(command as never, this.patientState, about));
  }
}

const push = <Event>(stream: Event[], events: readonly Event[]): readonly Event[] => {
  stream.push(...events);
  return events;
};

describe('a removal, or an invitation that came to nothing, ends the grants of its entry (B4-B6)', () => {
  const invitation = { ...entry, invitationId: invitationOf(luis) };
  const ends = (office: Office, event: RosterEvent) =>
    office.run(endings.name, endings.react(recorded(event), { caseIds: [caseId] }));

  it.each<RosterEvent>([
    { type: 'CollaboratorRemoved', data: entry },
    { type: 'InvitationDeclined', data: { ...invitation, personId: luisId } },
    { type: 'InvitationWithdrawn', data: invitation },
    { type: 'InvitationExpired', data: invitation },
  ])('$type', (event) => {
    const office = new Office({
      roster: aRoster().invited(luis).and(event),
      on: aCase().sharedWith(luis).sharedWith(mei),
    });
    expect(ends(office, event)).toEqual(['CaseUnshared']);
    expect(Object.keys(office.caseState.grants)).toEqual([mei.collaboratorId]);
    expect(ends(office, event)).toEqual([]);
  });

  it('also where a removal withdraws an open invitation: the removal alone ends them', () => {
    const office = new Office({ roster: aRoster().invited(luis), on: aCase().sharedWith(luis) });
    const removal = rosterDecider.decide(
      { type: 'RemoveCollaborator', data: { collaboratorId } },
      office.rosterState,
      by(),
    );
    office.roster.push(...removal);
    expect(removal.map((event) => ends(office, event))).toEqual([['ROSTER.ENTRY_NOT_ENDED'], ['CaseUnshared']]);
  });

  it('not those of an invitation that was made again meanwhile', () => {
    const expired = { type: 'InvitationExpired', data: invitation } as const;
    const roster = aRoster().invited(luis).and(expired).resent(luis);
    const office = new Office({ roster, on: aCase().sharedWith(luis) });
    expect(ends(office, expired)).toEqual(['ROSTER.ENTRY_NOT_ENDED']);
    expect(office.caseState.grants).toHaveProperty(collaboratorId);
  });
});

describe('a standing rule shares (C3)', () => {
  const set = (rule: StandingRule): RosterEvent => ({ type: 'StandingRuleSet', data: { ...entry, rule } });
  const both = { current: true, future: true };
  const [submitted] = aCase().events;
  if (!submitted) throw new Error('No order.');
  const seenBy = (office: Office, submittedAt = 60): StandingRulesView => ({
    roster: office.rosterState,
    rulesSetAt: { [collaboratorId]: 50 },
    cases: [{ caseId, submittedAt, everSharedWith: office.caseState.everSharedWith, endedAt: {} }],
  });
  const reacts = (office: Office, event: DomainEvent, position: number, submittedAt?: number) =>
    office.run(standingRules.name, standingRules.react(recorded(event, position), seenBy(office, submittedAt)));
  const cause = (office: Office) =>
    office.case.flatMap((event) => (event.type === 'CaseShared' ? [event.data.cause] : []));

  it('a new case when it is submitted, once', () => {
    const office = new Office({ roster: everybody().ruled(luis, both) });
    expect(reacts(office, submitted, 60)).toEqual(['CaseShared']);
    expect(cause(office)).toEqual(['standing-rule']);
    expect(reacts(office, submitted, 60)).toEqual([]);
    office.case.push(...aCase().sharedWith(luis).unsharedFrom(luis).events.slice(2));
    expect(reacts(office, submitted, 60)).toEqual(['CASE.NOT_COVERED_BY_RULE']);
  });

  it('the current cases when it is set, once', () => {
    const office = new Office({ roster: everybody().ruled(luis, both) });
    expect(reacts(office, set(both), 50, 40)).toEqual(['CaseShared']);
    expect(reacts(office, set(both), 50, 40)).toEqual([]);
  });

  it('when the consent comes that was missing, and not before', () => {
    const office = new Office({ roster: everybody().policy('per-patient').ruled(luis, both) });
    expect(reacts(office, submitted, 60)).toEqual(['CASE.CONSENT_MISSING']);
    const [, given] = push(office.patient, [...aPatient().consenting([{ of: 'everyone' }]).events]).slice(0, 2);
    if (!given) throw new Error('No consent.');
    expect(reacts(office, given, 70)).toEqual(['CaseShared']);
    expect(reacts(office, given, 70)).toEqual([]);
  });

  it('once the objection is lifted, the policy changed, or a newer text confirmed', () => {
    const lifting = aPatient()
      .objecting([{ of: 'everyone' }])
      .liftingObjection([{ of: 'everyone' }]);
    const events: readonly DomainEvent[] = [
      ...lifting.events.slice(2),
      ...everybody().policy('attestation').events.slice(-1),
      ...aRoster().events,
    ];
    expect(events).toHaveLength(4);
    for (const event of events) {
      const office = new Office({ roster: everybody().ruled(luis, both), patient: lifting });
      expect(reacts(office, event, 70)).toEqual(['CaseShared']);
    }
  });

  it('after a new invitation what came while there was none', () => {
    const office = new Office({ roster: aRoster().invited(luis).declined(luis).ruled(luis, both) });
    expect(reacts(office, submitted, 60)).toEqual(['CASE.NOT_COVERED_BY_RULE']);
    const [resent] = aRoster().resent(luis).events.slice(2);
    if (!resent) throw new Error('Not invited again.');
    office.roster.push(resent);
    expect(reacts(office, resent, 70)).toEqual(['CaseShared']);
  });

  it('nothing any more once its own end is over', () => {
    const ends: GrantEnd = { on: 'date', at: NOW };
    const office = new Office({ roster: everybody().ruled(luis, { ...both, ends }) });
    expect(reacts(office, submitted, 60)).toEqual(['CASE.END_IN_THE_PAST']);
  });
});

describe('moments that come', () => {
  it('remind of an invitation on day 3, 7 and 15, and end it on day 30 (B4)', () => {
    const office = new Office({ roster: aRoster().invited(luis), on: aCase().sharedWith(luis) });
    const done = [2, 3, 4, 7, 15, 29, 30, 31].map((day) => {
      office.now = inDays(day);
      const views = unansweredInvitationsOf(office.rosterState);
      const twice = [...views, ...views];
      const reminders = office.run(
        remindOfInvitations.name,
        twice.flatMap((one) => remindOfInvitations.due(one, office.now)),
      );
      return [
        ...reminders,
        ...office.run(
          expireInvitations.name,
          twice.flatMap((one) => expireInvitations.due(one, office.now)),
        ),
      ];
    });
    const once = ['InvitationReminded', 'ROSTER.REMINDER_SENT'];
    expect(done).toEqual([[], once, [], once, once, [], ['InvitationExpired'], []]);
    const [expired] = office.roster.slice(-1);
    if (!expired) throw new Error('Not expired.');
    expect(office.run(endings.name, endings.react(recorded(expired), { caseIds: [caseId] }))).toEqual(['CaseUnshared']);
    const resend = { collaboratorId, invitationId: newInvitationOf(luis) };
    office.roster.push(
      ...rosterDecider.decide(
        { type: 'ResendInvitation', data: resend },
        office.rosterState,
        by(undefined, { now: office.now }),
      ),
    );
    expect(office.rosterState.entries[collaboratorId]).toMatchObject({ status: 'invited', expiresAt: inDays(61) });
  });

  it('end a grant by date at that very moment, and not one that was renewed (C4)', () => {
    const ends = { on: 'date', at: NOW } as const;
    const due = () => expiry.due({ grants: [{ caseId, collaboratorId, endsAt: NOW }] }, NOW);
    const office = new Office({ on: aCase().sharedWith(luis, { ends }) });
    expect(office.run(expiry.name, due())).toEqual(['GrantExpired']);
    expect(office.caseState.grants).toEqual({});
    expect(office.run(expiry.name, due())).toEqual([]);
    const later = { on: 'date', at: inDays(1) } as const;
    const renewed = new Office({ on: aCase().sharedWith(luis, { ends }).renewedFor(luis, later) });
    expect(renewed.run(expiry.name, due())).toEqual(['CASE.GRANT_NOT_ENDED']);
    const again = new Office({ on: aCase().sharedWith(luis, { ends }).sharedWith(luis) });
    expect(again.run(expiry.name, due())).toEqual(['CASE.GRANT_NOT_ENDED']);
  });

  it('tell of a review that is overdue, once (F4)', () => {
    const office = new Office({ on: aCase().sharedWith(luis).setup() });
    office.now = inDays(14);
    const awaited = { caseId, collaboratorId, setupVersion: 1, waitingSince: NOW, escalated: false };
    const due = () => escalateReviews.due([awaited], office.now);
    expect(office.run(escalateReviews.name, due())).toEqual(['ReviewEscalated']);
    expect(office.caseState.escalated).toEqual([collaboratorId]);
    expect(office.run(escalateReviews.name, due())).toEqual([]);
  });

  it('erase what is due, also after an earlier request was refused, and nothing twice (G9)', () => {
    const refused = aPatient().askingForErasure().refused('legal-claims').askingForErasure();
    const office = new Office({ patient: refused.restricted(inDays(1)) });
    const due = () => eraseWhenDue.due([{ patient: office.patientState, treatment }], office.now);
    const early = due();
    expect(early).toEqual([]);
    office.now = inDays(1);
    const commands = due();
    expect(office.run(eraseWhenDue.name, commands)).toEqual(['PersonalDataErased']);
    expect(office.patientState).toMatchObject({ erased: ['content', 'contact', 'evidence'] });
    expect(office.run(eraseWhenDue.name, commands)).toEqual([]);
    expect(due()).toEqual([]);
  });

  it('erase nothing that was only asked for and refused', () => {
    const office = new Office({ patient: aPatient().askingForErasure().refused('legal-claims') });
    const erase = { type: 'ErasePersonalData', data: { classes: ['content'] } } as const;
    expect(office.run(eraseWhenDue.name, [{ on: { patient: patientId }, command: erase }])).toEqual([
      'PATIENT.NO_ERASURE_REQUESTED',
    ]);
  });
});

describe('a bulk act (C2)', () => {
  const [begun] = inCase(bulkCase(1), aCase().events);
  if (!begun) throw new Error('No order.');

  /** Carries the act out as its runner would, until nothing is left. */
  const carryOut = (office: Office): readonly string[] => {
    const told: string[] = [];
    for (let step = nextBulkStep(office.bulkState); step.do !== 'nothing'; step = nextBulkStep(office.bulkState)) {
      if (step.do === 'record') told.push(...office.run(bulkSharing.name, [step.command]));
      else {
        const results = step.cases.map(({ dispatch }) => ({
          events: office.dispatch(bulkSharing.name, dispatch) as readonly CaseEvent[],
        }));
        told.push(...office.run(bulkSharing.name, [reportOf(step, results)]));
      }
    }
    return told;
  };

  it('is applied and undone, each as one, and undone once', () => {
    const office = new Office();
    office.case.splice(0, 1, begun);
    office.bulk.push(...aBulk(1, {}, luis).events);
    expect(carryOut(office)).toEqual(['BulkCaseHandled', 'BulkSharingCompleted']);
    expect(office.caseState.grants[collaboratorId]).toMatchObject({ bulkId });
    const undo = () => bulkDecider.decide({ type: 'UndoBulkSharing', data: {} }, office.bulkState, by());
    office.bulk.push(...undo());
    expect(undo()).toEqual([]);
    expect(carryOut(office)).toEqual(['BulkCaseRestored', 'BulkSharingUndone']);
    expect(office.caseState.grants).toEqual({});
    expect(undo()).toEqual([]);
    expect(carryOut(office)).toEqual([]);
  });
});
