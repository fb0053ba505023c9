import { describe, expect, it } from '@jest/globals';
import {
  accountOf,
  anna,
  annaId,
  annasPractice,
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
  onRoster,
  petraId,
  planWell,
  planWellItself,
} from '../testing/index.js';
import type { CollaboratorId } from '../ids.js';
import { type AddCollaborator, type Permission, type Recipient, rosterDecider } from './index.js';

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
const of = (recipient?: Recipient) => onRoster(anna, recipient && { recipient });
const anotherId = idOf(999) as CollaboratorId;
const roster = given(rosterDecider, aRoster().events);

describe('adding a collaborator (product.md B1-B4)', () => {
  it('adds and invites in one act, for 30 days', () =>
    roster.when(add(luis, { permissions: ['decline-setups', 'decline-setups'] }), of(accountOf(luisId))).then([
      {
        type: 'CollaboratorAdded',
        data: {
          providerId: annaId,
          collaboratorId: luis.collaboratorId,
          recipientId: luisId,
          recipientKind: 'colleague',
          permissions: ['decline-setups'],
        },
      },
      {
        type: 'CollaboratorInvited',
        data: {
          providerId: annaId,
          collaboratorId: luis.collaboratorId,
          invitationId: invitationOf(luis),
          asks: 'complete-registration',
          expiresAt: inDays(30),
        },
      },
    ]));

  it('asks who is a provider already, and an organisation, to accept the responsibility (B4)', () => {
    const provider = accountOf(luisId, { practices: [annasPractice] });
    for (const decided of [roster.when(add(luis), of(provider)), roster.when(add(planWell), of(planWellItself()))]) {
      expect(decided.events[1]?.data).toMatchObject({ asks: 'accept-responsibility' });
    }
  });

  it('takes who was provisioned and has not registered yet', () => {
    const provisioned: Recipient = {
      of: 'person',
      account: { status: 'provisioned', personId: luisId, practices: [], roles: [] },
    };
    expect(roster.when(add(luis), of(provisioned)).events).toHaveLength(2);
  });

  it('is refused until consent is attested and the terms are accepted', () => {
    given(rosterDecider, anUnconfirmedRoster().events)
      .when(add(luis), of(accountOf(luisId)))
      .thenRejected('ROSTER.CONSENT_NOT_ATTESTED');
    given(rosterDecider, aRoster().events.slice(0, 1))
      .when(add(luis), of(accountOf(luisId)))
      .thenRejected('ROSTER.TERMS_NOT_ACCEPTED');
  });

  it('is refused without the permission to decline setups, and with one that there is not (B3)', () => {
    roster
      .when(add(luis, { permissions: ['add-orders'] }), of(accountOf(luisId)))
      .thenRejected('ROSTER.PERMISSION_MISSING', { permission: 'decline-setups' });
    const unheardOf = ['decline-setups', 'approve-setups'] as readonly string[] as readonly Permission[];
    roster.when(add(luis, { permissions: unheardOf }), of(accountOf(luisId))).thenRejected('ROSTER.PERMISSION_UNKNOWN');
  });

  it('is refused for nobody and for the wrong kind', () => {
    const nobody: readonly (Recipient | undefined)[] = [
      undefined,
      accountOf(petraId),
      { of: 'person', account: { status: 'none' } },
      { of: 'organisation', organisation: { status: 'none' } },
      { of: 'person', account: { status: 'closed', personId: luisId, practices: [], roles: [] } },
    ];
    for (const recipient of nobody) roster.when(add(luis), of(recipient)).thenRejected('ROSTER.RECIPIENT_UNKNOWN');
    const wrong = [
      roster.when(add(luis, { recipientKind: 'treatment-planning-service' }), of(accountOf(luisId))),
      roster.when(add(planWell, { recipientKind: 'mentor' }), of(planWellItself())),
      roster.when(add(planWell), of(planWellItself({ kind: 'lab' }))),
    ];
    for (const outcome of wrong) outcome.thenRejected('ROSTER.KIND_MISMATCH');
  });
});

describe('nobody twice, never oneself (product.md B6, B7)', () => {
  it('is refused for the same recipient, whatever became of the entry, until it is removed', () => {
    for (const there of [
      aRoster().invited(luis),
      aRoster().with(luis),
      aRoster().with(luis).paused(luis),
      aRoster().invited(luis).declined(luis),
      aRoster().invited(luis).expired(luis),
    ]) {
      given(rosterDecider, there.events)
        .when(add(luis, { collaboratorId: anotherId }), of(accountOf(luisId)))
        .thenRejected('ROSTER.ALREADY_ADDED', { collaboratorId: luis.collaboratorId });
    }
  });

  it('records nothing for the same entry, and refuses another recipient under its id', () => {
    const there = given(rosterDecider, aRoster().with(luis).events);
    there.when(add(luis), of(accountOf(luisId))).thenNothing();
    there
      .when(add(jonas, { collaboratorId: luis.collaboratorId }), of(accountOf(jonas.recipientId as typeof luisId)))
      .thenRejected('ROSTER.ALREADY_ADDED');
  });

  it('is refused for oneself, also as a member of an organisation', () => {
    roster.when(add({ ...luis, recipientId: annaId }), of(accountOf(annaId))).thenRejected('ROSTER.NOT_ONESELF');
    roster.when(add(planWell), of(planWellItself({ members: [petraId, annaId] }))).thenRejected('ROSTER.NOT_ONESELF');
  });
});
