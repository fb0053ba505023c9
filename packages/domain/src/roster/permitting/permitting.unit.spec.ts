import { describe, expect, it } from '@jest/globals';
import { aRoster, annaId, given, luis, onRoster, type RosterBuilder } from '../../testing/index.js';
import { type ChangePermissions, type Permission, rosterDecider } from '../index.js';

const { collaboratorId } = luis;
const of = { providerId: annaId, collaboratorId };
const change = (...permissions: readonly Permission[]): ChangePermissions => ({
  type: 'ChangePermissions',
  data: { collaboratorId, permissions },
});
const pause = { type: 'PauseCollaborator', data: { collaboratorId } } as const;
const resume = { type: 'ResumeCollaborator', data: { collaboratorId } } as const;
const inRoster = (roster: RosterBuilder) => given(rosterDecider, roster.events);
const active = aRoster().with(luis, ['decline-setups', 'add-orders']);
const invited = aRoster().invited(luis, ['decline-setups', 'add-orders']);

describe('changing what a collaborator may do (product.md B3, B6)', () => {
  it('says all that the entry may do from then on, each once', () =>
    inRoster(active)
      .when(change('manage-holds', 'decline-setups', 'manage-holds'), onRoster())
      .then([{ type: 'PermissionsChanged', data: { ...of, permissions: ['manage-holds', 'decline-setups'] } }]));

  it('is possible of every entry that is not removed', () => {
    for (const roster of [invited, active.paused(luis), invited.declined(luis), invited.expired(luis)]) {
      expect(inRoster(roster).when(change('decline-setups'), onRoster()).events).toHaveLength(1);
    }
  });

  it('records nothing where they are the same, in whatever order', () =>
    inRoster(active)
      .when(change('add-orders', 'decline-setups', 'add-orders'), onRoster())
      .thenNothing());

  it('is refused without the minimum, and for a permission that there is not', () => {
    inRoster(active)
      .when(change('add-orders'), onRoster())
      .thenRejected('ROSTER.PERMISSION_MISSING', { permission: 'decline-setups' });
    inRoster(active)
      .when(change('decline-setups', 'approve-setups' as string as Permission), onRoster())
      .thenRejected('ROSTER.PERMISSION_UNKNOWN', {
        known: ['decline-setups', 'add-orders', 'request-revisions', 'manage-holds'],
      });
  });
});

describe('pausing and resuming (product.md B6)', () => {
  it('is each recorded once, and leaves permissions and rule as they are', () => {
    inRoster(active)
      .when(pause, onRoster())
      .then([{ type: 'CollaboratorPaused', data: of }]);
    inRoster(active.paused(luis)).when(pause, onRoster()).thenNothing();
    inRoster(active.paused(luis))
      .when(resume, onRoster())
      .then([{ type: 'CollaboratorResumed', data: of }]);
    inRoster(active).when(resume, onRoster()).thenNothing();
    const resumed = active.paused(luis).and({ type: 'CollaboratorResumed', data: of });
    expect(resumed.build()).toEqual(active.build());
  });

  it('is refused before the collaborator has accepted', () => {
    for (const roster of [invited, invited.declined(luis), invited.withdrawn(luis), invited.expired(luis)]) {
      for (const command of [pause, resume]) {
        inRoster(roster).when(command, onRoster()).thenRejected('ROSTER.NOT_ACCEPTED', { collaboratorId });
      }
    }
  });
});

describe('who was removed or never added', () => {
  it('is changed, paused and resumed no more', () => {
    for (const command of [change('decline-setups'), pause, resume]) {
      inRoster(active.without(luis))
        .when(command, onRoster())
        .thenRejected('ROSTER.COLLABORATOR_REMOVED', { collaboratorId });
      inRoster(aRoster()).when(command, onRoster()).thenRejected('ROSTER.COLLABORATOR_UNKNOWN', { collaboratorId });
    }
  });
});
