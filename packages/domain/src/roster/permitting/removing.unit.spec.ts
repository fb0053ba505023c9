import { describe, expect, it } from '@jest/globals';
import type { CollaboratorId } from '../../ids.js';
import {
  accountOf,
  aRoster,
  annaId,
  given,
  idOf,
  inDays,
  invitationOf,
  luis,
  luisId,
  newInvitationOf,
  onRoster,
  type RosterBuilder,
} from '../../testing/index.js';
import { type RosterCommand, rosterDecider, type RosterEvent } from '../index.js';

const { collaboratorId } = luis;
const of = { providerId: annaId, collaboratorId };
const remove = { type: 'RemoveCollaborator', data: { collaboratorId } } as const;
const removed: RosterEvent = { type: 'CollaboratorRemoved', data: of };
const inRoster = (roster: RosterBuilder) => given(rosterDecider, roster.events);
const invited = aRoster().invited(luis);

describe('removing a collaborator (product.md B6)', () => {
  it('is recorded once, whether they work with the provider, are paused or never came', () => {
    for (const roster of [
      aRoster().with(luis),
      aRoster().with(luis).paused(luis),
      invited.declined(luis),
      invited.withdrawn(luis),
      invited.expired(luis),
    ]) {
      inRoster(roster).when(remove, onRoster()).then([removed]);
      inRoster(roster.without(luis)).when(remove, onRoster()).thenNothing();
    }
  });

  it('withdraws an open invitation with it, the newest one', () => {
    const withdrawn = (invitationId: ReturnType<typeof invitationOf>): RosterEvent => ({
      type: 'InvitationWithdrawn',
      data: { ...of, invitationId },
    });
    inRoster(invited)
      .when(remove, onRoster())
      .then([withdrawn(invitationOf(luis)), removed]);
    inRoster(invited.resent(luis))
      .when(remove, onRoster())
      .then([withdrawn(newInvitationOf(luis)), removed]);
  });

  it('has nothing to withdraw where the invitation has run out', () =>
    inRoster(invited)
      .when(remove, onRoster(undefined, { now: inDays(30) }))
      .then([removed]));

  it('is refused for who was never in the roster', () =>
    inRoster(aRoster()).when(remove, onRoster()).thenRejected('ROSTER.COLLABORATOR_UNKNOWN', { collaboratorId }));

  it('is final: nothing that comes late changes the entry', () => {
    const gone = aRoster().with(luis).without(luis);
    const late: readonly RosterEvent[] = [
      ...aRoster().with(luis).resent(luis).paused(luis).events.slice(2),
      { type: 'CollaboratorResumed', data: of },
      { type: 'PermissionsChanged', data: { ...of, permissions: ['decline-setups', 'add-orders'] } },
      { type: 'StandingRuleSet', data: { ...of, rule: { current: true, future: true } } },
    ];
    for (const event of late) expect(gone.and(event).build()).toEqual(gone.build());
  });
});

describe('adding a removed person again (product.md B6)', () => {
  const add = (id: CollaboratorId): RosterCommand => ({
    type: 'AddCollaborator',
    data: {
      collaboratorId: id,
      invitationId: newInvitationOf(luis),
      recipientId: luisId,
      recipientKind: 'colleague',
      permissions: ['decline-setups'],
    },
  });
  const gone = aRoster()
    .with(luis, ['decline-setups', 'add-orders'])
    .and({ type: 'StandingRuleSet', data: { ...of, rule: { current: true, future: true } } })
    .without(luis);
  const recipient = accountOf(luisId);

  it('is a new entry that revives nothing', () => {
    const anew = idOf(999) as CollaboratorId;
    const { events } = inRoster(gone).when(add(anew), onRoster(undefined, { recipient }));
    const { entries } = gone.and(...events).build();
    expect(entries[collaboratorId]).toEqual(gone.build().entries[collaboratorId]);
    expect(entries[anew]).toMatchObject({
      status: 'invited',
      permissions: ['decline-setups'],
      rule: { current: false, future: false },
    });
  });

  it('is refused under the id of the entry that was', () =>
    inRoster(gone)
      .when(add(collaboratorId), onRoster(undefined, { recipient }))
      .thenRejected('ROSTER.COLLABORATOR_REMOVED', { collaboratorId }));
});
