import { describe, it } from '@jest/globals';
import type { AccountState } from '../account/state.js';
import type { InvitationId, OrganisationId, PersonId } from '../ids.js';
import {
  administrator,
  anna,
  annaId,
  annasAccount,
  anUnconfirmedRoster,
  aRoster,
  type Collaborator,
  given,
  idOf,
  inDays,
  invitationOf,
  jonas,
  luis,
  luisId,
  NOW,
  pauloId,
  person,
  petraId,
  planWell,
  planWellState,
  TEXTS,
} from '../testing/index.js';
import { type AddCollaborator, type Recipient, type RosterContext, rosterDecider } from './index.js';
import type { Actor } from '../context.js';

const by = (actor: Actor = anna, recipient?: Recipient, now = NOW): RosterContext => ({
  actor,
  now,
  texts: TEXTS,
  ...(recipient && { recipient }),
});
const account = (
  personId: PersonId,
  changes: Partial<Extract<AccountState, { status: 'registered' }>> = {},
): Recipient => ({
  of: 'person',
  account: { status: 'registered', personId, practices: [], roles: [], ...changes },
});
const planWellItself: Recipient = { of: 'organisation', organisation: planWellState };
const add = (collaborator: Collaborator, changes: Partial<AddCollaborator['data']> = {}): AddCollaborator => ({
  type: 'AddCollaborator',
  data: {
    collaboratorId: collaborator.collaboratorId,
    invitationId: invitationOf(collaborator),
    recipientId: collaborator.recipientId,
    recipientKind: collaborator.kind,
    permissions: ['decline-setups'],
    ...changes,
  },
});
const ofAnna = { providerId: annaId };

describe('what a provider confirms first (product.md B1)', () => {
  const attest = { type: 'AttestPatientConsent', data: { textVersion: '2026-01' } } as const;
  const accept = { type: 'AcceptTerms', data: { termsVersion: '2026-01' } } as const;
  const choose = { type: 'ChooseConsentPolicy', data: { policy: 'per-patient' } } as const;
  const fresh = given(rosterDecider);

  it('is two separate acts, each recorded once', () => {
    fresh.when(attest, by()).then([{ type: 'PatientConsentAttested', data: { ...ofAnna, textVersion: '2026-01' } }]);
    fresh.when(accept, by()).then([{ type: 'TermsAccepted', data: { ...ofAnna, termsVersion: '2026-01' } }]);
    given(rosterDecider, aRoster().events).when(attest, by()).thenNothing();
    given(rosterDecider, aRoster().events).when(accept, by()).thenNothing();
  });

  it('is confirmed in the version in force only', () => {
    const old = { textVersion: '2025-01', termsVersion: '2025-01' };
    fresh
      .when({ ...attest, data: old }, by())
      .thenRejected('ROSTER.ATTESTATION_OUTDATED', { currentVersion: '2026-01' });
    fresh.when({ ...accept, data: old }, by()).thenRejected('ROSTER.TERMS_OUTDATED', { currentVersion: '2026-01' });
  });

  it('has a consent policy that is chosen once', () => {
    fresh.when(choose, by()).then([{ type: 'ConsentPolicyChosen', data: { ...ofAnna, policy: 'per-patient' } }]);
    given(rosterDecider, aRoster().policy('per-patient').events).when(choose, by()).thenNothing();
    fresh.when({ ...choose, data: { policy: 'attestation' } }, by()).thenNothing();
  });

  it('is nobody’s who is no provider, and not another provider’s', () => {
    for (const command of [attest, accept, choose]) {
      fresh.when(command, by(person(luisId))).thenRejected('ACCESS.DENIED', { reason: 'not-a-provider' });
      fresh.when(command, by(administrator)).thenRejected('ACCESS.DENIED');
      given(rosterDecider, aRoster().events)
        .when(command, by({ ...person(luisId), isProvider: true }))
        .thenRejected('ACCESS.NOT_FOUND');
    }
  });
});

describe('adding a collaborator (product.md B1-B4, B7)', () => {
  const roster = given(rosterDecider, aRoster().events);

  it('adds and invites in one act, for 30 days', () =>
    roster.when(add(luis), by(anna, account(luisId))).then([
      {
        type: 'CollaboratorAdded',
        data: {
          ...ofAnna,
          collaboratorId: luis.collaboratorId,
          recipientId: luisId,
          recipientKind: 'colleague',
          permissions: ['decline-setups'],
        },
      },
      {
        type: 'CollaboratorInvited',
        data: {
          ...ofAnna,
          collaboratorId: luis.collaboratorId,
          invitationId: invitationOf(luis),
          asks: 'complete-registration',
          expiresAt: inDays(30),
        },
      },
    ]));

  it('asks who is a provider already, and an organisation, to accept the responsibility (B4)', () => {
    const asked = (collaborator: Collaborator, recipient: Recipient): unknown =>
      roster.when(add(collaborator), by(anna, recipient)).events[1]?.data;
    const provider = account(luisId, { practices: annasAccount.status === 'none' ? [] : annasAccount.practices });
    for (const data of [asked(luis, provider), asked(planWell, planWellItself)]) {
      if ((data as { asks?: string }).asks !== 'accept-responsibility') throw new Error(JSON.stringify(data));
    }
  });

  it('is refused until consent is attested and the terms are accepted', () => {
    const nothing = anUnconfirmedRoster();
    given(rosterDecider, nothing.events)
      .when(add(luis), by(anna, account(luisId)))
      .thenRejected('ROSTER.CONSENT_NOT_ATTESTED');
    given(rosterDecider, aRoster().events.slice(0, 1))
      .when(add(luis), by(anna, account(luisId)))
      .thenRejected('ROSTER.TERMS_NOT_ACCEPTED');
  });

  it('is refused without the permission to decline setups (B3)', () =>
    roster
      .when(add(luis, { permissions: ['add-orders'] }), by(anna, account(luisId)))
      .thenRejected('ROSTER.PERMISSION_MISSING'));

  it('is refused twice for the same recipient, and the same entry again records nothing', () => {
    const there = given(rosterDecider, aRoster().invited(luis).events);
    there.when(add(luis), by(anna, account(luisId))).thenNothing();
    there
      .when(add({ ...luis, collaboratorId: jonas.collaboratorId }), by(anna, account(luisId)))
      .thenRejected('ROSTER.ALREADY_ADDED', { collaboratorId: luis.collaboratorId });
    given(rosterDecider, aRoster().with(jonas).events)
      .when(add({ ...luis, collaboratorId: jonas.collaboratorId }), by(anna, account(luisId)))
      .thenRejected('ROSTER.ALREADY_ADDED');
  });

  it('of a removed person is a new entry, the old one never comes back (B6)', () => {
    const gone = given(rosterDecider, aRoster().with(luis).without(luis).events);
    gone.when(add(luis), by(anna, account(luisId))).thenRejected('ROSTER.COLLABORATOR_REMOVED');
    const anew = gone.when(add({ ...luis, collaboratorId: jonas.collaboratorId }), by(anna, account(luisId)));
    if (anew.events.length !== 2) throw new Error('Not added.');
  });

  it('is refused for oneself, for nobody and for the wrong kind', () => {
    const self = { ...luis, recipientId: annaId };
    roster.when(add(self), by(anna, account(annaId))).thenRejected('ROSTER.NOT_ONESELF');
    roster.when(add(luis), by()).thenRejected('ROSTER.RECIPIENT_UNKNOWN');
    roster.when(add(luis), by(anna, account(petraId))).thenRejected('ROSTER.RECIPIENT_UNKNOWN');
    roster
      .when(add(luis), by(anna, { of: 'person', account: { status: 'none' } }))
      .thenRejected('ROSTER.RECIPIENT_UNKNOWN');
    roster
      .when(add(luis, { recipientKind: 'treatment-planning-service' }), by(anna, account(luisId)))
      .thenRejected('ROSTER.KIND_MISMATCH');
    roster
      .when(add(planWell, { recipientKind: 'mentor' }), by(anna, planWellItself))
      .thenRejected('ROSTER.KIND_MISMATCH');
    const lab: Recipient = {
      of: 'organisation',
      organisation: {
        status: 'registered',
        organisationId: planWell.recipientId as OrganisationId,
        kind: 'lab',
        members: [],
      },
    };
    roster.when(add(planWell), by(anna, lab)).thenRejected('ROSTER.KIND_MISMATCH');
  });

  it('is the provider’s alone', () =>
    roster.when(add(luis), by(person(luisId), account(luisId))).thenRejected('ACCESS.DENIED'));
});

describe('accepting an invitation (product.md B2, B4, B8)', () => {
  const accept = (collaborator: Collaborator) =>
    ({ type: 'AcceptInvitation', data: { collaboratorId: collaborator.collaboratorId } }) as const;
  const invited = given(rosterDecider, aRoster().invited(luis).invited(planWell).events);
  const accepted = (collaborator: Collaborator, personId: PersonId) => ({
    type: 'InvitationAccepted' as const,
    data: {
      ...ofAnna,
      collaboratorId: collaborator.collaboratorId,
      invitationId: invitationOf(collaborator),
      personId,
    },
  });

  it('is done by the invited person, once', () => {
    invited.when(accept(luis), by(person(luisId))).then([accepted(luis, luisId)]);
    given(rosterDecider, aRoster().with(luis).events)
      .when(accept(luis), by(person(luisId)))
      .thenNothing();
  });

  it('is done by any member of an invited organisation', () => {
    invited.when(accept(planWell), by(person(pauloId), planWellItself)).then([accepted(planWell, pauloId)]);
    invited.when(accept(planWell), by(person(luisId), planWellItself)).thenRejected('ACCESS.NOT_FOUND');
    invited.when(accept(planWell), by(person(pauloId))).thenRejected('ACCESS.NOT_FOUND');
  });

  it('needs a registered account', () =>
    invited
      .when(accept(luis), by({ ...person(luisId), registered: false }))
      .thenRejected('ACCESS.DENIED', { reason: 'not-registered' }));

  it('is too late from the 30th day on', () => {
    invited.when(accept(luis), by(person(luisId), undefined, inDays(30))).thenRejected('ROSTER.INVITATION_EXPIRED');
    invited.when(accept(luis), by(person(luisId), undefined, inDays(29))).then([accepted(luis, luisId)]);
  });

  it('is impossible for strangers, after a removal and for the provider as a member', () => {
    invited.when(accept(luis), by(person(petraId))).thenRejected('ACCESS.NOT_FOUND');
    invited.when(accept(jonas), by(person(luisId))).thenRejected('ACCESS.NOT_FOUND');
    given(rosterDecider, aRoster().invited(luis).without(luis).events)
      .when(accept(luis), by(person(luisId)))
      .thenRejected('ACCESS.NOT_FOUND');
    const withAnna: Recipient = {
      of: 'organisation',
      organisation: {
        status: 'registered',
        organisationId: planWell.recipientId as OrganisationId,
        kind: 'treatment-planning-service',
        members: [annaId],
      },
    };
    invited.when(accept(planWell), by(anna, withAnna)).thenRejected('ROSTER.NOT_ONESELF');
  });

  it('checks again that nobody is twice in the roster (B7)', () => {
    const twice = { ...luis, collaboratorId: jonas.collaboratorId };
    given(rosterDecider, aRoster().with(luis).invited(twice).events)
      .when(accept(twice), by(person(luisId)))
      .thenRejected('ROSTER.ALREADY_ADDED', { collaboratorId: luis.collaboratorId });
  });
});

describe('removing a collaborator (product.md B6)', () => {
  const remove = { type: 'RemoveCollaborator', data: { collaboratorId: luis.collaboratorId } } as const;

  it('is recorded once, also before the invitation is accepted', () => {
    const event = { type: 'CollaboratorRemoved', data: { ...ofAnna, collaboratorId: luis.collaboratorId } } as const;
    given(rosterDecider, aRoster().with(luis).events).when(remove, by()).then([event]);
    given(rosterDecider, aRoster().invited(luis).events).when(remove, by()).then([event]);
    given(rosterDecider, aRoster().with(luis).without(luis).events).when(remove, by()).thenNothing();
  });

  it('is refused for who was never in it, and to everyone but the provider', () => {
    given(rosterDecider, aRoster().events).when(remove, by()).thenRejected('ROSTER.COLLABORATOR_UNKNOWN');
    given(rosterDecider, aRoster().with(luis).events)
      .when(remove, by(person(luisId)))
      .thenRejected('ACCESS.DENIED');
    given(rosterDecider, aRoster().with(luis).events)
      .when(remove, by({ ...person(luisId), isProvider: true }))
      .thenRejected('ACCESS.NOT_FOUND');
  });

  it('is final: a late acceptance or invitation changes nothing', () => {
    const late = aRoster()
      .with(luis)
      .without(luis)
      .and(
        {
          type: 'CollaboratorInvited',
          data: {
            ...ofAnna,
            collaboratorId: luis.collaboratorId,
            invitationId: idOf(500) as InvitationId,
            asks: 'complete-registration',
            expiresAt: inDays(30),
          },
        },
        ...aRoster().with(luis).events.slice(-1),
      );
    given(rosterDecider, late.events).when(remove, by()).thenNothing();
  });
});
