import { describe, expect, it } from '@jest/globals';
import { oracle } from '../access/reference/oracle.js';
import { annaId, inDays } from '../testing/index.js';
import { actors, people } from './random/commands.js';
import { histories } from './random/world.js';

/** What nobody but the provider records. */
const byProviderAlone = [
  'CaseShared',
  'CaseUnshared',
  'SetupSentBack',
  'SetupDeclined',
  'SetupApproved',
  'ConsentGiven',
  'ConsentWithdrawn',
  'CollaboratorAdded',
  'CollaboratorRemoved',
  'CollaboratorPaused',
  'PermissionsChanged',
  'StandingRuleSet',
  'GrantRenewed',
  'SharingObjected',
  'SharingObjectionLifted',
  'CaseCancelled',
  'CaseClosed',
  'CaseReopened',
];

describe('over random histories of commands', () => {
  it('nobody judges, shares or takes away without standing', () =>
    histories((world, { actor, day }, events) => {
      if (actor.kind !== 'person') return;
      const before = world.events.slice(0, world.events.length - events.length);
      const { personId } = actor;
      for (const { type } of events) {
        if (type === 'SetupMarkedReady' || type === 'SetupDeclinedByCollaborator') {
          expect(oracle(before, { act: 'see-case', personId, isLab: false, now: inDays(day) })).toMatchObject({
            allowed: true,
          });
        }
        if (byProviderAlone.includes(type)) expect(personId).toBe(annaId);
      }
    }));

  it('a person sees the case when a brute-force reading of the events says so, at every moment', () =>
    histories((world) => {
      for (const now of [inDays(0), inDays(6), inDays(12)]) {
        for (const actor of actors.slice(0, people.length)) {
          const { allowed } = oracle(world.events, { act: 'see-case', personId: actor.personId, isLab: false, now });
          const asked = { who: actor.personId, now };
          expect({ ...asked, allowed: world.judge('see-case', actor, now).allowed }).toEqual({ ...asked, allowed });
        }
      }
    }));
});
