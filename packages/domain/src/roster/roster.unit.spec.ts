/** What holds for every command of a roster: who may give it, and laws over random histories. */

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Actor } from '../context.js';
import { DomainError } from '../errors.js';
import type { CollaboratorId, InvitationId } from '../ids.js';
import {
  accountOf,
  administrator,
  anna,
  aRoster,
  given,
  idOf,
  inDays,
  invitationOf,
  jonas,
  luis,
  luisId,
  meiId,
  newInvitationOf,
  onRoster,
  person,
  type RosterBuilder,
  technician,
} from '../testing/index.js';
import {
  presentEntries,
  type RosterCommand,
  type RosterContext,
  rosterDecider,
  type RosterEvent,
  type RosterState,
} from './index.js';

const { collaboratorId } = luis;
const ofInvitation = { collaboratorId, invitationId: invitationOf(luis) };
const permissions = ['decline-setups'] as const;

/** Whether the provider's, a policy's, or of whoever was asked (see accepting). */
const commands: { readonly [Type in RosterCommand['type']]: readonly ['provider' | 'policy' | 'asked', object] } = {
  AttestPatientConsent: ['provider', { textVersion: '2026-01' }],
  AcceptTerms: ['provider', { termsVersion: '2026-01' }],
  ChooseConsentPolicy: ['provider', { policy: 'per-patient' }],
  AddCollaborator: ['provider', { ...ofInvitation, recipientId: luisId, recipientKind: 'colleague', permissions }],
  AcceptInvitation: ['asked', { collaboratorId }],
  DeclineInvitation: ['asked', { collaboratorId }],
  ResendInvitation: ['provider', { collaboratorId, invitationId: newInvitationOf(luis) }],
  WithdrawInvitation: ['provider', { collaboratorId }],
  RemindInvitation: ['policy', { ...ofInvitation, reminder: 1 }],
  ExpireInvitation: ['policy', ofInvitation],
  ChangePermissions: ['provider', { collaboratorId, permissions }],
  PauseCollaborator: ['provider', { collaboratorId }],
  ResumeCollaborator: ['provider', { collaboratorId }],
  RemoveCollaborator: ['provider', { collaboratorId }],
  SetStandingRule: ['provider', { collaboratorId, current: true, future: true }],
  ChooseDefaultReviewRule: ['provider', { reviewRule: { rule: 'all' } }],
  AllowTranslation: ['provider', { allowed: true }],
};
const of = (whose: 'provider' | 'policy'): readonly RosterCommand[] =>
  Object.entries(commands).flatMap(([type, [who, data]]) => (who === whose ? [{ type, data } as RosterCommand] : []));

const policy: Actor = { kind: 'policy', name: 'policy:any' };
const roster = given(rosterDecider, aRoster().with(luis).with(jonas).events);

describe.each(of('provider'))('$type is the provider’s alone', (command) => {
  it('is refused to who is no provider, whether they are in the roster or not', () => {
    for (const actor of [person(luisId), person(meiId), technician, administrator]) {
      roster.when(command, onRoster(actor)).thenRejected('ACCESS.DENIED', { reason: 'not-a-provider' });
    }
    roster.when(command, onRoster(policy)).thenRejected('ACCESS.DENIED', { reason: 'not-a-person' });
    roster.when(command, onRoster({ kind: 'setup' })).thenRejected('ACCESS.DENIED', { reason: 'not-a-person' });
    roster
      .when(command, onRoster({ ...anna, registered: false }))
      .thenRejected('ACCESS.DENIED', { reason: 'not-registered' });
  });

  it('finds no roster of another provider', () => {
    for (const personId of [luisId, meiId]) {
      roster.when(command, onRoster({ ...person(personId), isProvider: true })).thenRejected('ACCESS.NOT_FOUND');
    }
  });
});

describe.each(of('policy'))('$type is for rules alone', (command) => {
  it('is refused to every person', () => {
    for (const actor of [anna, person(luisId), person(meiId), administrator, { kind: 'setup' }] as const) {
      roster.when(command, onRoster(actor)).thenRejected('ACCESS.DENIED', { reason: 'not-a-policy' });
    }
  });
});

describe('the commands of a roster', () => {
  it('are all of them here', () => expect(of('provider').length + of('policy').length).toBe(15));
});

describe('the folded roster', () => {
  const after = (...events: readonly RosterEvent[]) => given(rosterDecider, aRoster().and(...events).events).state;
  const of = { providerId: anna.personId, ...ofInvitation };
  const [added, invited] = aRoster().invited(luis).events.slice(2);
  const [resent] = aRoster().resent(luis).events.slice(2);
  const [declined] = aRoster().declined(luis).events.slice(2);
  if (!added || !invited || !resent || !declined) throw new Error('The builder records one event each.');
  const accepted: RosterEvent = { type: 'InvitationAccepted', data: { ...of, personId: luisId } };
  const reminded = (reminder: 1 | 2 | 3): RosterEvent => ({ type: 'InvitationReminded', data: { ...of, reminder } });

  it.each<[string, RosterBuilder, RosterEvent]>([
    ['an acceptance of an invitation that was replaced', aRoster().invited(luis).resent(luis), accepted],
    ['an acceptance of one that was withdrawn', aRoster().invited(luis).withdrawn(luis), accepted],
    ['an acceptance where nobody was invited', aRoster().and(added), accepted],
    ['an acceptance while paused', aRoster().with(luis).paused(luis), accepted],
    ['an invitation of who has accepted', aRoster().with(luis), invited],
    ['another invitation of who has accepted', aRoster().with(luis), resent],
    ['a decline of who has accepted', aRoster().with(luis), declined],
    ['an earlier reminder', aRoster().invited(luis).reminded(luis, 3), reminded(2)],
    ['an acceptance after a removal', aRoster().invited(luis).without(luis), accepted],
    ['an invitation after a removal', aRoster().with(luis).without(luis), resent],
  ])('is not changed by what does not fit: %s', (_what, roster, late) =>
    expect(after(...roster.events.slice(2), late)).toEqual(roster.build()),
  );
});

/** Any command about one of two entries for Luis, and who would usually give it. */
const anyCommand = fc
  .record({
    type: fc.constantFrom(...(Object.keys(commands) as readonly RosterCommand['type'][])),
    collaboratorId: fc.constantFrom(201, 202).map((number) => idOf(number) as CollaboratorId),
    invitationId: fc.constantFrom(301, 302).map((number) => idOf(number) as InvitationId),
    some: fc.record({
      permissions: fc.constantFrom(['decline-setups'], ['add-orders', 'decline-setups']),
      reminder: fc.constantFrom(1, 2, 3),
      current: fc.boolean(),
      ends: fc.constantFrom(undefined, { on: 'approval' }, { on: 'date', at: inDays(20) }),
      allowed: fc.boolean(),
    }),
  })
  .map(({ type, collaboratorId: id, invitationId, some }) => {
    const [who, data] = commands[type];
    const actor = who === 'provider' ? anna : who === 'policy' ? policy : person(luisId);
    const reviewRule = some.allowed ? { rule: 'lead', collaboratorId: id } : { rule: 'all' };
    const named = { ...data, collaboratorId: id, invitationId, ...some, reviewRule };
    return { command: { type, data: named } as unknown as RosterCommand, actor };
  });
/** Each with the days that have passed since the one before. */
const anyHistory = fc.array(fc.tuple(anyCommand, fc.constantFrom(0, 0, 1, 15)), { minLength: 20, maxLength: 60 });

describe('laws over random histories of a roster', () => {
  it('what already stands is not recorded again, states are plain data, and nobody is in it twice (B7)', () =>
    fc.assert(
      fc.property(anyHistory, (steps) => {
        let history = aRoster();
        let day = 0;
        for (const [{ command, actor }, passed] of steps) {
          day += passed;
          const context = onRoster(actor, { now: inDays(day), recipient: accountOf(luisId) });
          const decided = decide(history.build(), command, context);
          if (!decided) continue;
          history = history.and(...decided);
          const after = history.build();
          // A reminder sets no state: it is sent or not.
          if (command.type !== 'RemindInvitation') expect(decide(after, command, context)).toEqual([]);
          expect(JSON.parse(JSON.stringify(after))).toEqual(after);
          expect(presentEntries(after).length).toBeLessThan(2);
        }
      }),
    ));
});

/** Nothing where it is refused; a refusal is a DomainError, never anything else. */
const decide = (
  state: RosterState,
  command: RosterCommand,
  context: RosterContext,
): readonly RosterEvent[] | undefined => {
  try {
    return rosterDecider.decide(command, state, context);
  } catch (refusal) {
    if (refusal instanceof DomainError) return undefined;
    throw refusal;
  }
};
