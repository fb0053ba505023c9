/** What happens between those who see a case: shares, setups and verdicts, messages, work of the planning service. */

import { CASE_TYPES, DAY } from './names.js';
import type { Act, GrantEnd } from './world.js';
import type { Random } from '../random.js';
import type { World } from './world.js';

const SHARED_FOR: Readonly<Record<string, readonly string[]>> = {
  staff: ['treatment'],
  colleague: ['treatment', 'second-opinion'],
  mentor: ['treatment', 'second-opinion', 'teaching'],
  'treatment-planning-service': ['treatment', 'treatment-planning'],
};

const anEnd = (world: World, random: Random): GrantEnd | undefined =>
  random.pick([
    ...[null, null],
    { on: 'date', at: world.later(random.below(60) * DAY) } as const,
    { on: 'approval' } as const,
  ]) ?? undefined;

export const share: Act = (world, random) => {
  const ofCase = world.openCase();
  if (ofCase === undefined) return;
  const entry = world.entries.find(
    ({ providerId, removed, collaboratorId }) =>
      providerId === ofCase.providerId && !removed && !ofCase.grants.has(collaboratorId) && random.chance(0.6),
  );
  if (entry === undefined) return;
  const ends = anEnd(world, random);
  ofCase.grants.set(entry.collaboratorId, ends);
  const { collaboratorId, recipientId, recipientKind } = entry;
  const purpose = random.pick(SHARED_FOR[recipientKind] ?? []);
  const ofGrant = { collaboratorId, recipientId, recipientKind, purpose, pseudonymised: random.chance(0.3) };
  world.tell(ofCase, 'CaseShared', ends === undefined ? ofGrant : { ...ofGrant, ends });
};

export const unshare: Act = (world, random) => {
  const ofCase = world.openCase((one) => one.grants.size > 0);
  if (ofCase === undefined || random.chance(0.5)) return;
  const collaboratorId = random.pick([...ofCase.grants.keys()]);
  ofCase.grants.delete(collaboratorId);
  world.tell(ofCase, 'CaseUnshared', { collaboratorId, recipientId: world.entry(collaboratorId).recipientId });
};

/** Recorded some time after the moment itself, also when the case has ended meanwhile. */
export const expire: Act = (world) => {
  for (const ofCase of world.cases)
    for (const [collaboratorId, ends] of ofCase.grants) {
      if (ends?.on !== 'date' || ends.at > world.later(0)) continue;
      ofCase.grants.delete(collaboratorId);
      world.tell(ofCase, 'GrantExpired', { collaboratorId, recipientId: world.entry(collaboratorId).recipientId });
      return;
    }
};

export const renew: Act = (world, random) => {
  const ofCase = world.openCase((one) => one.grants.size > 0);
  if (ofCase === undefined) return;
  const collaboratorId = random.pick([...ofCase.grants.keys()]);
  const ends = anEnd(world, random);
  ofCase.grants.set(collaboratorId, ends);
  const ofGrant = { collaboratorId, recipientId: world.entry(collaboratorId).recipientId };
  world.tell(ofCase, 'GrantRenewed', ends === undefined ? ofGrant : { ...ofGrant, ends });
};

export const publish: Act = (world) => {
  const ofCase = world.activeCase(({ state, revisionAsked }) => state !== 'approved' || revisionAsked);
  if (ofCase === undefined) return;
  ofCase.version += 1;
  ofCase.state = 'open';
  ofCase.revisionAsked = false;
  const data = { setupVersion: ofCase.version, occurredAt: '2026-01-01T00:00:00.000Z' };
  world.tell(ofCase, 'SetupReadyForReview', data);
};

export const judge: Act = (world, random) => {
  const ofCase = world.activeCase((one) => one.state === 'open' && one.grants.size > 0);
  if (ofCase === undefined) return;
  const collaboratorId = random.pick([...ofCase.grants.keys()]);
  const personId = world.entry(collaboratorId).recipientId;
  const data = { setupVersion: ofCase.version, collaboratorId, personId };
  if (random.chance(0.7)) {
    const words = random.chance(0.5) ? { words: world.words() } : {};
    return world.tell(ofCase, 'SetupMarkedReady', { ...data, ...words });
  }
  ofCase.state = 'declined';
  ofCase.declinedBy = collaboratorId;
  world.tell(ofCase, 'SetupDeclinedByCollaborator', { ...data, words: world.words() });
};

export const decide: Act = (world, random) => {
  const ofCase = world.activeCase((one) => one.state === 'open');
  if (ofCase === undefined) return;
  const setupVersion = ofCase.version;
  if (random.chance(0.4)) {
    ofCase.state = 'declined';
    ofCase.declinedBy = 'provider';
    return world.tell(ofCase, 'SetupDeclined', { setupVersion, words: world.words() });
  }
  ofCase.state = 'approved';
  ofCase.caseType = random.pick(CASE_TYPES);
  for (const [id, ends] of ofCase.grants) if (ends?.on === 'approval') ofCase.grants.delete(id);
  world.tell(ofCase, 'SetupApproved', { setupVersion, caseType: ofCase.caseType });
};

export const sendBack: Act = (world, random) => {
  const ofCase = world.activeCase(
    (one) =>
      one.grants.size > 0 && (one.state === 'open' || (one.state === 'declined' && one.grants.has(one.declinedBy))),
  );
  if (ofCase === undefined) return;
  const collaboratorId = ofCase.state === 'declined' ? ofCase.declinedBy : random.pick([...ofCase.grants.keys()]);
  ofCase.state = 'open';
  const data = { setupVersion: ofCase.version, collaboratorId, words: world.words() };
  world.tell(ofCase, 'SetupSentBack', data);
};

export const escalate: Act = (world, random) => {
  const ofCase = world.openCase((one) => one.state === 'open' && one.grants.size > 0);
  if (ofCase === undefined) return;
  const collaboratorId = random.pick([...ofCase.grants.keys()]);
  const data = { setupVersion: ofCase.version, collaboratorId, waitingSince: '2026-01-01T00:00:00.000Z' };
  world.tell(ofCase, 'ReviewEscalated', data);
};

export const orderPlanning: Act = (world, random) => {
  const ofCase = world.openCase((one) =>
    [...one.grants.keys()].some((id) => world.entry(id).recipientId === 'planwell'),
  );
  if (ofCase === undefined) return;
  const collaboratorId = [...ofCase.grants.keys()].find((id) => world.entry(id).recipientId === 'planwell');
  const type = random.pick(['TpsOrdered', 'TpsCompleted', 'TpsCancelled']);
  world.tell(ofCase, type, {
    collaboratorId,
    ...(type === 'TpsOrdered' ? { with: 'case', dueAt: world.later(0) } : {}),
  });
};

export const talk: Act = (world, random) => {
  const ofCase = world.openCase((one) => one.grants.size > 0);
  if (ofCase === undefined) return;
  const collaboratorId = random.pick([...ofCase.grants.keys()]);
  const side = random.pick(['provider', 'collaborator']);
  for (let n = random.chance(0.02) ? 105 : 1; n > 0; n -= 1) {
    const text = { authorId: 'anna', side, ...world.words(), text: 'Hallo' };
    world.record('conversation', `${ofCase.caseId}-${collaboratorId}`, 'MessagePosted', {
      ...{ ...world.ids(ofCase), collaboratorId, ...text },
    });
  }
};

export const read: Act = (world, random) => {
  const ofCase = world.openCase((one) => one.grants.size > 0);
  if (ofCase === undefined) return;
  const collaboratorId = random.pick([...ofCase.grants.keys()]);
  const { recipientId } = world.entry(collaboratorId);
  const collaborator = recipientId === 'planwell' ? random.pick(['petra', 'paulo']) : recipientId;
  const readerId = random.pick([ofCase.providerId, collaborator]);
  const upTo = random.below(world.events.length + 1);
  const data = { ...world.ids(ofCase), collaboratorId, readerId, upTo };
  world.record('conversation', `${ofCase.caseId}-${collaboratorId}`, 'MessagesRead', data);
};
