/** Laws over random histories of one provider, one patient and one case. The oracle shares no code with the product. */

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judge } from './access/index.js';
import { type CaseCommand, caseDecider } from './case/index.js';
import type { Actor, PersonActor } from './context.js';
import { fold } from './decider.js';
import { DomainError } from './errors.js';
import type { DomainEvent } from './events.js';
import type { CollaboratorId, ConsentId, InvitationId, PersonId } from './ids.js';
import { type OrganisationCommand, organisationDecider } from './organisation/index.js';
import { type PatientCommand, patientDecider, type RecipientRule } from './patient/index.js';
import { type CollaboratorKind, type RosterCommand, rosterDecider } from './roster/index.js';
import {
  aCase,
  administrator,
  anna,
  annaId,
  annasAccount,
  aPatient,
  everybody,
  idOf,
  inDays,
  jonasId,
  luisId,
  meiId,
  messageOf,
  patientId,
  pauloId,
  person,
  petraId,
  planWellId,
  technician,
  TEXTS,
} from './testing/index.js';

const numRuns = process.env['KONSIL_LONG'] === '1' ? 10_000 : 120;

const people = [annaId, luisId, jonasId, meiId, petraId, pauloId] as const;
const recipients = [luisId, jonasId, meiId, planWellId] as const;
const kinds: Readonly<Record<string, CollaboratorKind>> = {
  [luisId]: 'colleague',
  [jonasId]: 'staff',
  [meiId]: 'mentor',
  [planWellId]: 'treatment-planning-service',
};
/** Entries that the roster begins with, and ids for entries that are added later. */
const entries = [103, 104, 105, 106, 203, 204, 205, 206].map((number) => idOf(number) as CollaboratorId);

const actors: readonly PersonActor[] = [anna, ...people.slice(1).map((id) => person(id)), technician, administrator];
type AnyCommand = RosterCommand | PatientCommand | CaseCommand | OrganisationCommand;
type Step = { readonly command: AnyCommand; readonly actor: Actor; readonly day: number };

const rule: fc.Arbitrary<RecipientRule> = fc.oneof(
  fc.constantFrom<RecipientRule>({ of: 'everyone' }, { of: 'everyone-but-staff' }),
  fc.constantFrom(...Object.values(kinds)).map((kind): RecipientRule => ({ of: 'kind', kind })),
  fc.constantFrom(...recipients).map((recipientId): RecipientRule => ({ of: 'recipient', recipientId })),
);
const rules = fc.array(rule, { minLength: 1, maxLength: 2 });
const day = fc.integer({ min: 0, max: 12 });
/** Days that have mostly been when something is recorded. */
const past = fc.integer({ min: -3, max: 8 });
const everyPurpose = ['treatment', 'second-opinion', 'treatment-planning', 'teaching'] as const;
const purposes = fc.uniqueArray(fc.constantFrom(...everyPurpose), { minLength: 1, maxLength: 2 });
const purpose = fc.option(fc.constantFrom(...everyPurpose), { nil: undefined, freq: 1 });
const entry = fc.constantFrom(...entries);
const version = fc.integer({ min: 1, max: 3 });
const words = fc.integer({ min: 1, max: 4 }).map((number) => ({ messageId: messageOf(number), text: 'Bitte prüfen.' }));
const ends = fc.option(
  fc.oneof(
    day.map((days) => ({ on: 'date', at: inDays(days) }) as const),
    fc.constant({ on: 'approval' } as const),
  ),
  { nil: undefined },
);

const command: fc.Arbitrary<AnyCommand> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.tuple(entry, fc.constantFrom(...recipients)).map(([collaboratorId, recipientId]) => ({
      type: 'AddCollaborator' as const,
      data: {
        collaboratorId,
        invitationId: idOf(Number(collaboratorId.slice(-3)) + 500) as InvitationId,
        recipientId,
        recipientKind: kinds[recipientId] ?? 'mentor',
        permissions: ['decline-setups' as const],
      },
    })),
  },
  {
    weight: 2,
    arbitrary: entry.map((collaboratorId) => ({ type: 'AcceptInvitation' as const, data: { collaboratorId } })),
  },
  {
    weight: 1,
    arbitrary: entry.map((collaboratorId) => ({ type: 'RemoveCollaborator' as const, data: { collaboratorId } })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('attestation' as const, 'per-patient' as const)
      .map((policy) => ({ type: 'ChooseConsentPolicy' as const, data: { policy } })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.integer({ min: 1, max: 9 }), rules, purposes, fc.option(day, { nil: undefined }), past)
      .map(([number, named, consented, until, given]) => ({
        type: 'GiveConsent' as const,
        data: {
          consentId: idOf(20 + number) as ConsentId,
          recipients: named,
          purposes: consented,
          textVersion: 'v1',
          evidence: { kind: 'signed-form' as const },
          givenBy: 'patient' as const,
          occurredAt: inDays(given),
          ...(until !== undefined && { validUntil: inDays(until) }),
        },
      })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.option(rules, { nil: undefined }), fc.option(past, { nil: undefined }))
      .map(([named, declared]) => ({
        type: 'WithdrawConsent' as const,
        data: {
          ...(named && { recipients: named }),
          ...(declared !== undefined && { occurredAt: inDays(declared) }),
        },
      })),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.uniqueArray(entry, { maxLength: 3 }), fc.uniqueArray(entry, { maxLength: 1 }), ends, purpose)
      .map(([add, remove, end, shared]) => ({
        type: 'ChangeSharing' as const,
        data: {
          add: add.map((collaboratorId) => ({
            collaboratorId,
            ...(end && { ends: end }),
            ...(shared && { purpose: shared }),
          })),
          remove,
        },
      })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(petraId, pauloId)
      .chain((personId) =>
        fc.constantFrom('AddMember' as const, 'RemoveMember' as const).map((type) => ({ type, data: { personId } })),
      ),
  },
  {
    weight: 3,
    arbitrary: version.map((setupVersion) => ({
      type: 'PublishSetup' as const,
      data: { setupVersion, occurredAt: inDays(0) },
    })),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(version, fc.option(words, { nil: undefined })).map(([setupVersion, said]) => ({
      type: 'MarkSetupReady' as const,
      data: { setupVersion, ...(said && { words: said }) },
    })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(version, words)
      .map(([setupVersion, said]) => ({ type: 'DeclineSetup' as const, data: { setupVersion, words: said } })),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(version, entry, words).map(([setupVersion, collaboratorId, said]) => ({
      type: 'SendSetupBack' as const,
      data: { setupVersion, collaboratorId, words: said },
    })),
  },
  {
    weight: 1,
    arbitrary: version.map((setupVersion) => ({
      type: 'ApproveSetup' as const,
      data: { setupVersion, caseType: 'two' as const },
    })),
  },
  {
    weight: 1,
    arbitrary: entry.map((collaboratorId) => ({
      type: 'EndGrantByRule' as const,
      data: { collaboratorId, cause: 'collaborator-removed' as const },
    })),
  },
  {
    weight: 1,
    arbitrary: entry.map((collaboratorId) => ({ type: 'ExpireGrant' as const, data: { collaboratorId } })),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(entry, ends).map(([collaboratorId, end]) => ({
      type: 'RenewGrant' as const,
      data: { collaboratorId, ...(end && { ends: end }) },
    })),
  },
);

/** Mostly by somebody who may, else by anybody. */
const actorFor = ({ type }: AnyCommand): fc.Arbitrary<Actor> => {
  const anybody = fc.constantFrom<Actor[]>(...actors);
  if (type === 'EndGrantByRule' || type === 'ExpireGrant') return fc.constant({ kind: 'policy', name: 'policy:rule' });
  if (type === 'AcceptInvitation' || type === 'MarkSetupReady' || type === 'DeclineSetup') return anybody;
  const usual = type === 'PublishSetup' ? technician : type.endsWith('Member') ? administrator : anna;
  return fc.oneof({ weight: 5, arbitrary: fc.constant<Actor>(usual) }, { weight: 1, arbitrary: anybody });
};
const step: fc.Arbitrary<Step> = command.chain((chosen) =>
  fc.record({ command: fc.constant(chosen), actor: actorFor(chosen), day }),
);

/** One provider's small world, event by event. */
class World {
  private readonly beginning: readonly DomainEvent[] = [
    {
      type: 'OrganisationRegistered',
      data: { organisationId: planWellId, kind: 'treatment-planning-service', name: 'PlanWell' },
    },
    { type: 'MemberAdded', data: { organisationId: planWellId, personId: petraId } },
    ...everybody().events,
    ...aPatient().events,
    ...aCase().events,
  ];
  readonly events: DomainEvent[] = [...this.beginning];

  private stateOf = <State, Event extends DomainEvent>(
    decider: { evolve: (state: State, event: Event) => State; initial: State },
    types: ReadonlySet<string>,
  ): State =>
    fold(
      decider.evolve,
      decider.initial,
      this.events.filter((event): event is Event => types.has(event.type)),
    );

  states() {
    return {
      roster: this.stateOf(rosterDecider, rosterTypes),
      patient: this.stateOf(patientDecider, patientTypes),
      organisation: this.stateOf(organisationDecider, organisationTypes),
      case: this.stateOf(caseDecider, caseTypes),
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
          : chosen.type === 'AcceptInvitation'
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

const rosterTypes = new Set([
  'PatientConsentAttested',
  'TermsAccepted',
  'ConsentPolicyChosen',
  'CollaboratorAdded',
  'CollaboratorInvited',
  'InvitationAccepted',
  'CollaboratorRemoved',
]);
const patientTypes = new Set(['PatientRegistered', 'ConsentGiven', 'ConsentWithdrawn']);
const organisationTypes = new Set(['OrganisationRegistered', 'MemberAdded', 'MemberRemoved']);
const caseTypes = new Set([
  'OrderSubmitted',
  'CaseShared',
  'CaseUnshared',
  'GrantRenewed',
  'GrantExpired',
  'SetupReadyForReview',
  'SetupMarkedReady',
  'SetupDeclinedByCollaborator',
  'SetupSentBack',
  'SetupDeclined',
  'SetupApproved',
  'CaseClosed',
]);
const isRoster = (given: AnyCommand): given is RosterCommand =>
  ['AddCollaborator', 'AcceptInvitation', 'RemoveCollaborator', 'ChooseConsentPolicy'].includes(given.type);
const isPatient = (given: AnyCommand): given is PatientCommand =>
  ['GiveConsent', 'WithdrawConsent'].includes(given.type);
const isOrganisation = (given: AnyCommand): given is OrganisationCommand =>
  ['AddMember', 'RemoveMember'].includes(given.type);

/** Brute force over raw events: may the person see the case at that moment? */
const oracle = (events: readonly DomainEvent[], who: PersonId, now: string): boolean => {
  if (who === annaId) return true;
  const newest = <Type extends DomainEvent['type']>(type: Type) =>
    events.filter((event): event is Extract<DomainEvent, { type: Type }> => event.type === type).at(-1);
  const names = (named: readonly RecipientRule[], id: string, kind: string): boolean =>
    named.some(
      (line) =>
        line.of === 'everyone' ||
        (line.of === 'everyone-but-staff' && kind !== 'staff') ||
        (line.of === 'kind' && line.kind === kind) ||
        (line.of === 'recipient' && line.recipientId === id),
    );
  const perPatient = newest('ConsentPolicyChosen')?.data.policy === 'per-patient';
  return events.some((shared, index) => {
    if (shared.type !== 'CaseShared') return false;
    const { collaboratorId, recipientId, recipientKind, purpose: sharedFor, ends: end } = shared.data;
    const member = events
      .filter(
        (event) => (event.type === 'MemberAdded' || event.type === 'MemberRemoved') && event.data.personId === who,
      )
      .at(-1);
    if (recipientId !== who && !(recipientId === planWellId && member?.type === 'MemberAdded')) return false;
    const after = events.slice(index + 1);
    const ending = ['CaseUnshared', 'GrantExpired'];
    let until = end;
    for (const { type, data } of after) {
      const isAbout = 'collaboratorId' in data && data.collaboratorId === collaboratorId;
      if (isAbout && ending.includes(type)) return false;
      if (isAbout && type === 'GrantRenewed') until = data.ends;
      if (type === 'SetupApproved' && until?.on === 'approval') return false;
    }
    if (until?.on === 'date' && until.at <= now) return false;
    const of = events.filter((event) => 'collaboratorId' in event.data && event.data.collaboratorId === collaboratorId);
    if (
      !of.some((event) => event.type === 'InvitationAccepted') ||
      of.some((event) => event.type === 'CollaboratorRemoved')
    )
      return false;
    const withdrawals = events.filter(
      (event) => event.type === 'ConsentWithdrawn' && names(event.data.recipients, recipientId, recipientKind),
    );
    const covered = events.some(
      (event) =>
        event.type === 'ConsentGiven' &&
        names(event.data.recipients, recipientId, recipientKind) &&
        (event.data.purposes.includes(sharedFor) ||
          (sharedFor !== 'teaching' && event.data.purposes.includes('treatment'))) &&
        withdrawals.every(({ type, data }) => type === 'ConsentWithdrawn' && event.data.occurredAt > data.occurredAt) &&
        now < (event.data.validUntil ?? '9999'),
    );
    return covered || (withdrawals.length === 0 && (!perPatient || recipientKind === 'staff'));
  });
};

const histories = (law: (world: World, taken: Step, events: readonly DomainEvent[]) => void): void =>
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
      const world = new World();
      for (const next of steps) {
        const before = world.events.length;
        if (world.take(next)) law(world, next, world.events.slice(before));
      }
    }),
    { numRuns },
  );

describe('laws over random histories', () => {
  it('a command whose effect already stands records nothing', () =>
    histories((world, taken) => expect(world.decide(taken)).toEqual([])));

  it('sees only who a brute-force reading of the events says, at every moment', () =>
    histories((world) => {
      const { roster, patient, organisation, case: on } = world.states();
      if (on.status !== 'submitted') throw new Error('No case.');
      for (const now of [inDays(0), inDays(6), inDays(12)]) {
        for (const actor of actors.slice(0, people.length)) {
          const organisations = new Map([[planWellId, organisation]]);
          const { allowed } = judge({ act: 'see-case', actor, now, case: on, roster, patient, organisations });
          expect({ who: actor.personId, now, allowed }).toEqual({
            who: actor.personId,
            now,
            allowed: oracle(world.events, actor.personId, now),
          });
        }
      }
    }));

  it('states are plain data: what is stored and read again is the same', () =>
    histories((world) => {
      const states = world.states();
      expect(JSON.parse(JSON.stringify(states))).toEqual(states);
    }));

  it('nobody judges, shares or takes away without standing', () =>
    histories((world, { actor, day: days }, events) => {
      if (actor.kind !== 'person') return;
      const before = world.events.slice(0, world.events.length - events.length);
      for (const { type } of events) {
        if (type === 'SetupMarkedReady' || type === 'SetupDeclinedByCollaborator')
          expect(oracle(before, actor.personId, inDays(days))).toBe(true);
        if (
          [
            'CaseShared',
            'CaseUnshared',
            'GrantRenewed',
            'SetupSentBack',
            'SetupDeclined',
            'SetupApproved',
            'ConsentGiven',
            'ConsentWithdrawn',
            'CollaboratorAdded',
            'CollaboratorRemoved',
          ].includes(type)
        )
          expect(actor.personId).toBe(annaId);
      }
    }));

  it('every event names its patient and provider', () =>
    histories((_world, _taken, events) => {
      for (const { type, data } of events) {
        if (caseTypes.has(type)) expect(data).toMatchObject({ patientId, providerId: annaId });
      }
    }));
});

describe('folding', () => {
  it('never throws, whatever the order of events', () =>
    fc.assert(
      fc.property(fc.shuffledSubarray(everything()), (events) => {
        const world = new World();
        world.events.splice(0, world.events.length, ...events);
        expect(() => world.states()).not.toThrow();
      }),
      { numRuns },
    ));
});

const everything = (): DomainEvent[] => {
  const world = new World();
  return [
    ...world.events,
    ...everybody().policy('per-patient').events,
    ...aPatient()
      .consenting([{ of: 'everyone' }])
      .withdrawing([{ of: 'everyone' }]).events,
    ...aCase()
      .sharedWith({ recipientId: luisId, collaboratorId: entries[0] ?? (idOf(1) as CollaboratorId), kind: 'colleague' })
      .setup()
      .declined()
      .setup()
      .approved()
      .closed().events,
  ];
};
