/** What happens to rosters and to the planning service. */

import type { Random } from '../random.js';
import { DAY, KINDS, PEOPLE, PROVIDERS } from './names.js';
import type { Act, World, WorldEntry } from './world.js';

const idsOf = ({ providerId, collaboratorId }: WorldEntry) => ({ providerId, collaboratorId });

export const addCollaborator: Act = (world, random) => {
  const providerId = random.pick(PROVIDERS);
  const recipientId = random.pick([...PEOPLE, 'planwell']);
  const present = world.entries.some(
    (entry) => entry.providerId === providerId && entry.recipientId === recipientId && !entry.removed,
  );
  if (present || recipientId === providerId) return;
  const collaboratorId = world.newId('entry');
  const recipientKind = recipientId === 'planwell' ? 'treatment-planning-service' : random.pick(KINDS);
  const ofEntry = { collaboratorId, providerId, recipientId, recipientKind };
  const fresh = {
    accepted: false,
    paused: false,
    removed: false,
    invitation: '',
    reminded: 0,
    ended: false,
    expiresAt: '',
  };
  world.entries.push({ ...ofEntry, ...fresh });
  world.record('roster', providerId, 'CollaboratorAdded', { ...ofEntry, permissions: ['decline-setups'] });
  if (random.chance(0.8)) inviteTo(world, random, world.entry(collaboratorId));
  if (random.chance(0.7)) world.accept(collaboratorId);
};

const inviteTo = (world: World, random: Random, entry: WorldEntry): void => {
  const invitationId = world.newId('invitation');
  const replaces = entry.invitation;
  const expiresAt = world.later(30 * DAY);
  Object.assign(entry, { invitation: invitationId, reminded: 0, ended: false, expiresAt });
  if (replaces !== '')
    return world.record('roster', entry.providerId, 'InvitationResent', {
      ...{ ...idsOf(entry), invitationId, replaces, expiresAt },
    });
  const asks = random.pick(['complete-registration', 'accept-responsibility']);
  world.record('roster', entry.providerId, 'CollaboratorInvited', { ...idsOf(entry), invitationId, asks, expiresAt });
};

/** What becomes of an invitation that nobody has accepted: another, a reminder, an end. */
export const goOnInviting: Act = (world, random) => {
  const waiting = world.entries.filter(({ accepted, removed }) => !accepted && !removed);
  if (waiting.length === 0) return;
  const entry = random.pick(waiting);
  if (entry.invitation === '' || random.chance(0.2)) return inviteTo(world, random, entry);
  if (entry.ended) return;
  const ofInvitation = { ...idsOf(entry), invitationId: entry.invitation };
  if (entry.expiresAt <= world.later(0)) {
    entry.ended = true;
    return world.record('roster', entry.providerId, 'InvitationExpired', ofInvitation);
  }
  if (entry.reminded < 3 && random.chance(0.6)) {
    entry.reminded += 1;
    return world.record('roster', entry.providerId, 'InvitationReminded', {
      ...ofInvitation,
      reminder: entry.reminded,
    });
  }
  entry.ended = true;
  const type = random.pick(['InvitationDeclined', 'InvitationWithdrawn']);
  world.record('roster', entry.providerId, type, { ...ofInvitation, personId: entry.recipientId });
};

export const entitle: Act = (world, random) => {
  const present = world.entries.filter(({ removed }) => !removed);
  if (present.length === 0) return;
  const entry = random.pick(present);
  if (random.chance(0.5)) {
    const permissions = ['decline-setups', ...random.some(['add-orders', 'request-revisions', 'manage-holds'])];
    return world.record('roster', entry.providerId, 'PermissionsChanged', { ...idsOf(entry), permissions });
  }
  const more = random.chance(0.3) ? { pseudonymised: true, ends: { on: 'approval' } } : {};
  const rule = { current: random.chance(0.5), future: random.chance(0.5), ...more };
  world.record('roster', entry.providerId, 'StandingRuleSet', { ...idsOf(entry), rule });
};

export const accept: Act = (world, random) => {
  const waiting = world.entries.filter((entry) => !entry.accepted && !entry.removed);
  if (waiting.length > 0) world.accept(random.pick(waiting).collaboratorId);
};

export const remove: Act = (world, random) => {
  const present = world.entries.filter((entry) => !entry.removed);
  if (present.length === 0 || random.chance(0.6)) return;
  const entry = random.pick(present);
  entry.removed = true;
  world.record('roster', entry.providerId, 'CollaboratorRemoved', idsOf(entry));
};

export const pause: Act = (world, random) => {
  const present = world.entries.filter((entry) => entry.accepted && !entry.removed);
  if (present.length === 0) return;
  const entry = random.pick(present);
  entry.paused = !entry.paused;
  const type = entry.paused ? 'CollaboratorPaused' : 'CollaboratorResumed';
  world.record('roster', entry.providerId, type, idsOf(entry));
};

export const choosePolicy: Act = (world, random) => {
  const providerId = random.pick(PROVIDERS);
  const policy = random.pick(['attestation', 'attestation', 'per-patient']);
  if (random.chance(0.5)) world.record('roster', providerId, 'ConsentPolicyChosen', { providerId, policy });
};

export const changeMembers: Act = (world, random) => {
  const personId = random.pick(['petra', 'paulo', 'luis']);
  const type = random.pick(['MemberAdded', 'MemberAdded', 'MemberRemoved']);
  world.record('organisation', 'planwell', type, { organisationId: 'planwell', personId });
};
