import { describe, expect, it } from '@jest/globals';
import {
  annaId,
  aRoster,
  type Collaborator,
  invitationOf,
  jonas,
  luis,
  newInvitationOf,
  type RosterBuilder,
} from '@konsil/domain/testing';
import { foldInMemory } from '../../fold/index.js';
import { recordedFrom } from '../../testing/recorded.js';
import { rostersFold } from './fold.js';

const entryOf = ({ events }: RosterBuilder, { collaboratorId }: Collaborator = luis) =>
  foldInMemory(rostersFold, recordedFrom(events)).rosterEntries.find(
    (entry) => entry.collaboratorId === collaboratorId,
  );
const ofLuis = { providerId: annaId, collaboratorId: luis.collaboratorId };
const resumed = { type: 'CollaboratorResumed', data: ofLuis } as const;

describe('The fold of rosters', () => {
  it('lets an entry be active from its acceptance to its removal, but for the time in which it is paused', () => {
    const accepted = aRoster().with(luis);
    expect(entryOf(aRoster().invited(luis))?.active).toBe(false);
    expect(entryOf(accepted)?.active).toBe(true);
    expect(entryOf(accepted.paused(luis))?.active).toBe(false);
    expect(entryOf(accepted.paused(luis).and(resumed))?.active).toBe(true);
    expect(entryOf(accepted.paused(luis).without(luis).and(resumed))?.active).toBe(false);
  });

  it('makes nobody active who has not accepted', () =>
    expect(entryOf(aRoster().invited(luis).and(resumed))?.active).toBe(false));

  it('keeps how an invitation ended, and forgets it with the next one', () => {
    const invited = aRoster().invited(luis);
    expect(entryOf(invited)?.invitation?.ended).toBeNull();
    expect(entryOf(invited.declined(luis))?.invitation?.ended).toBe('declined');
    expect(entryOf(invited.withdrawn(luis))?.invitation?.ended).toBe('withdrawn');
    expect(entryOf(invited.expired(luis))?.invitation?.ended).toBe('expired');
    expect(entryOf(invited.declined(luis).resent(luis))?.invitation).toMatchObject({
      invitationId: newInvitationOf(luis),
      asks: 'complete-registration',
      ended: null,
    });
  });

  it('ends the newest invitation only by an event that names it', () => {
    const late = { type: 'InvitationExpired', data: { ...ofLuis, invitationId: invitationOf(luis) } } as const;
    expect(entryOf(aRoster().invited(luis).resent(luis).and(late))?.invitation?.ended).toBeNull();
  });

  it('holds the permissions that were given last, of the entry alone', () => {
    const permissions = ['decline-setups', 'add-orders'] as const;
    const changed = aRoster()
      .with(luis)
      .with(jonas)
      .and({ type: 'PermissionsChanged', data: { ...ofLuis, permissions } });
    expect(entryOf(changed)?.permissions).toEqual(permissions);
    expect(entryOf(changed, jonas)?.permissions).toEqual(['decline-setups']);
  });
});
