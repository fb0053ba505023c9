/** What happens to rosters and to the planning service. */

import { KINDS, PEOPLE, PROVIDERS } from './names.js';
import type { Act, WorldEntry } from './world.js';

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
  world.entries.push({ ...ofEntry, accepted: false, paused: false, removed: false });
  world.record('roster', providerId, 'CollaboratorAdded', { ...ofEntry, permissions: ['decline-setups'] });
  if (random.chance(0.7)) world.accept(collaboratorId);
};

export const accept: Act = (world, random) => {
  const waiting = world.entries.filter((entry) => !entry.accepted && !entry.removed);
  if (waiting.length > 0) world.accept(random.pick(waiting).collaboratorId);
};

const idsOf = ({ providerId, collaboratorId }: WorldEntry) => ({ providerId, collaboratorId });

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
