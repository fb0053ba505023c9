/** Random histories of events that the deciders could have recorded: providers, a planning service, patients, cases. */

import { type Random, randomFrom } from './random.js';
import type { Raw } from './raw.js';
import { World } from './world.js';

export const PEOPLE = ['anna', 'luis', 'jonas', 'mei', 'petra', 'paulo'] as const;
export const PROVIDERS = ['anna', 'luis'] as const;
const KINDS = ['staff', 'colleague', 'mentor'];
const NAMES = ['Özil', 'Ozawa', 'Müller', 'muller', 'Ängström', 'Zander', 'Åberg', "O'Neil"];
const SHARED_FOR: Readonly<Record<string, readonly string[]>> = {
  staff: ['treatment'],
  colleague: ['treatment', 'second-opinion'],
  mentor: ['treatment', 'second-opinion', 'teaching'],
  'treatment-planning-service': ['treatment', 'treatment-planning'],
};
const PURPOSES = ['treatment', 'second-opinion', 'treatment-planning', 'teaching'];
const CASE_TYPES = ['flex', 'mini', 'one', 'two', 'unlimited-3', 'unlimited-5', 'retainer-only'];
const DAY = 86_400_000;

export const randomHistory = (seed: number, steps: number): readonly Raw[] => {
  const random = randomFrom(seed);
  const world = new World(random);
  for (const [at, personId] of PEOPLE.entries()) {
    world.record('account', personId, 'AccountProvisioned', {
      personId,
      name: `${NAMES[at]} ${personId}`,
      language: 'de',
    });
  }
  for (const personId of PROVIDERS) {
    for (const n of [1, 2]) {
      world.record('account', personId, 'PracticeOpened', {
        ...{ personId, practiceId: `${personId}-practice-${n}`, name: `${random.pick(NAMES)} Praxis` },
      });
    }
  }
  const organisation = { organisationId: 'planwell', kind: 'treatment-planning-service', name: 'PlanWell' };
  world.record('organisation', 'planwell', 'OrganisationRegistered', organisation);
  for (let step = 0; step < steps; step += 1) random.pick(acts)(world, random);
  return world.events;
};

type Act = (world: World, random: Random) => void;

const addPatient: Act = (world, random) => {
  const providerId = random.pick(PROVIDERS);
  const patientId = world.newId('patient');
  const identity = { givenName: random.pick(NAMES), familyName: random.pick(NAMES), birthDate: '1990-01-01' };
  world.patients.push({ patientId, providerId });
  const seen = random.chance(0.1) ? { erased: true } : identity;
  world.record('patient', patientId, 'PatientRegistered', { patientId, providerId, identity: seen });
};

const submit: Act = (world, random) => {
  const patient = world.patients.at(random.below(world.patients.length));
  if (patient === undefined) return;
  const caseId = world.newId('case');
  const entries = world.entries.filter(({ providerId }) => providerId === patient.providerId);
  const lead = entries.at(random.below(entries.length));
  const rules = [
    { rule: 'any' },
    { rule: 'all' },
    ...(lead ? [{ rule: 'lead', collaboratorId: lead.collaboratorId }] : []),
  ];
  const ofCase = { caseId, ...patient };
  world.cases.push({ ...ofCase, version: 0, state: 'none', declinedBy: '', closed: false, grants: new Map() });
  world.record('case', caseId, 'OrderSubmitted', {
    ...ofCase,
    orderNumber: `K${100 + random.below(900)}-${1000 + world.cases.length}-T${random.below(9)}`,
    kind: random.pick(['aligner', 'retainer']),
    practiceId: `${patient.providerId}-practice-${1 + random.below(3)}`,
    reviewRule: random.pick(rules),
  });
};

const addCollaborator: Act = (world, random) => {
  const providerId = random.pick(PROVIDERS);
  const recipientId = random.pick([...PEOPLE, 'planwell']);
  const present = world.entries.some(
    (entry) => entry.providerId === providerId && entry.recipientId === recipientId && !entry.removed,
  );
  if (present || recipientId === providerId) return;
  const collaboratorId = world.newId('entry');
  const recipientKind = recipientId === 'planwell' ? 'treatment-planning-service' : random.pick(KINDS);
  world.entries.push({ collaboratorId, providerId, recipientId, recipientKind, accepted: false, removed: false });
  const data = { providerId, collaboratorId, recipientId, recipientKind, permissions: ['decline-setups'] };
  world.record('roster', providerId, 'CollaboratorAdded', data);
  if (random.chance(0.7)) world.accept(collaboratorId);
};

const accept: Act = (world, random) => {
  const waiting = world.entries.filter((entry) => !entry.accepted && !entry.removed);
  if (waiting.length > 0) world.accept(random.pick(waiting).collaboratorId);
};

const remove: Act = (world, random) => {
  const present = world.entries.filter((entry) => !entry.removed);
  if (present.length === 0 || random.chance(0.6)) return;
  const entry = random.pick(present);
  entry.removed = true;
  const { providerId, collaboratorId } = entry;
  world.record('roster', providerId, 'CollaboratorRemoved', { providerId, collaboratorId });
};

const share: Act = (world, random) => {
  const ofCase = world.openCase();
  if (ofCase === undefined) return;
  const entry = world.entries.find(
    ({ providerId, removed, collaboratorId }) =>
      providerId === ofCase.providerId && !removed && !ofCase.grants.has(collaboratorId) && random.chance(0.6),
  );
  if (entry === undefined) return;
  const ends = random.pick([null, null, { on: 'date', at: world.later(random.below(60) * DAY) }, { on: 'approval' }]);
  ofCase.grants.set(entry.collaboratorId, ends?.on === 'approval');
  const { collaboratorId, recipientId, recipientKind } = entry;
  const purpose = random.pick(SHARED_FOR[recipientKind] ?? []);
  const ofGrant = { collaboratorId, recipientId, recipientKind, purpose };
  const data = { ...world.ids(ofCase), ...ofGrant, pseudonymised: random.chance(0.3) };
  world.record('case', ofCase.caseId, 'CaseShared', ends === null ? data : { ...data, ends });
};

const unshare: Act = (world, random) => {
  const ofCase = world.openCase((one) => one.grants.size > 0);
  if (ofCase === undefined || random.chance(0.5)) return;
  const collaboratorId = random.pick([...ofCase.grants.keys()]);
  ofCase.grants.delete(collaboratorId);
  const recipientId = world.entry(collaboratorId).recipientId;
  world.record('case', ofCase.caseId, 'CaseUnshared', { ...world.ids(ofCase), collaboratorId, recipientId });
};

const publish: Act = (world) => {
  const ofCase = world.openCase();
  if (ofCase === undefined) return;
  ofCase.version += 1;
  ofCase.state = 'open';
  const data = { ...world.ids(ofCase), setupVersion: ofCase.version, occurredAt: '2026-01-01T00:00:00.000Z' };
  world.record('case', ofCase.caseId, 'SetupReadyForReview', data);
};

const judge: Act = (world, random) => {
  const ofCase = world.openCase((one) => one.state === 'open' && one.grants.size > 0);
  if (ofCase === undefined) return;
  const collaboratorId = random.pick([...ofCase.grants.keys()]);
  const personId = world.entry(collaboratorId).recipientId;
  const data = { ...world.ids(ofCase), setupVersion: ofCase.version, collaboratorId, personId };
  if (random.chance(0.7)) {
    const words = random.chance(0.5) ? { words: world.words() } : {};
    world.record('case', ofCase.caseId, 'SetupMarkedReady', { ...data, ...words });
  } else {
    ofCase.state = 'declined';
    ofCase.declinedBy = collaboratorId;
    world.record('case', ofCase.caseId, 'SetupDeclinedByCollaborator', { ...data, words: world.words() });
  }
};

const decide: Act = (world, random) => {
  const ofCase = world.openCase((one) => one.state === 'open');
  if (ofCase === undefined) return;
  const data = { ...world.ids(ofCase), setupVersion: ofCase.version };
  if (random.chance(0.5)) {
    ofCase.state = 'declined';
    ofCase.declinedBy = 'provider';
    return world.record('case', ofCase.caseId, 'SetupDeclined', { ...data, words: world.words() });
  }
  ofCase.state = 'approved';
  for (const [id, untilApproval] of ofCase.grants) if (untilApproval) ofCase.grants.delete(id);
  world.record('case', ofCase.caseId, 'SetupApproved', { ...data, caseType: random.pick(CASE_TYPES) });
};

const sendBack: Act = (world, random) => {
  const ofCase = world.openCase(
    (one) => one.grants.size > 0 && (one.state === 'open' || one.grants.has(one.declinedBy)),
  );
  if (ofCase === undefined || !['open', 'declined'].includes(ofCase.state)) return;
  const collaboratorId = ofCase.state === 'declined' ? ofCase.declinedBy : random.pick([...ofCase.grants.keys()]);
  if (!ofCase.grants.has(collaboratorId)) return;
  ofCase.state = 'open';
  const data = { ...world.ids(ofCase), setupVersion: ofCase.version, collaboratorId, words: world.words() };
  world.record('case', ofCase.caseId, 'SetupSentBack', data);
};

const close: Act = (world, random) => {
  const ofCase = random.chance(0.2) ? world.openCase() : undefined;
  if (ofCase === undefined) return;
  ofCase.closed = true;
  world.record('case', ofCase.caseId, 'CaseClosed', world.ids(ofCase));
};

const talk: Act = (world, random) => {
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

const read: Act = (world, random) => {
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

const consent: Act = (world, random) => {
  const patient = world.patients.at(random.below(world.patients.length));
  if (patient === undefined) return;
  const rules = [
    ...[{ of: 'everyone' }, { of: 'everyone-but-staff' }],
    { of: 'kind', kind: random.pick([...KINDS, 'treatment-planning-service']) },
    { of: 'recipient', recipientId: random.pick([...PEOPLE, 'planwell']) },
  ];
  const recipients = [random.pick(rules), ...(random.chance(0.3) ? [random.pick(rules)] : [])];
  // Some of both are declared in another order than they are recorded.
  const occurredAt = world.later(-random.below(4) * DAY);
  if (random.chance(0.4)) {
    const declared = { recipients, declaredBy: 'patient', occurredAt };
    return world.record('patient', patient.patientId, 'ConsentWithdrawn', { ...patient, ...declared });
  }
  const validUntil = random.chance(0.5) ? { validUntil: world.later(random.below(50) * DAY) } : {};
  const purposes = [random.pick(PURPOSES)];
  const given = { consentId: world.newId('consent'), recipients, purposes, textVersion: '1', ...validUntil };
  const rest = { evidence: { kind: 'signed-form' }, givenBy: 'patient', occurredAt };
  world.record('patient', patient.patientId, 'ConsentGiven', { ...patient, ...given, ...rest });
};

const policy: Act = (world, random) => {
  const providerId = random.pick(PROVIDERS);
  const chosen = random.pick(['attestation', 'attestation', 'per-patient']);
  if (random.chance(0.5)) world.record('roster', providerId, 'ConsentPolicyChosen', { providerId, policy: chosen });
};

const staff: Act = (world, random) => {
  const personId = random.pick(['petra', 'paulo', 'luis']);
  const type = random.pick(['MemberAdded', 'MemberAdded', 'MemberRemoved']);
  world.record('organisation', 'planwell', type, { organisationId: 'planwell', personId });
};

const often = <T>(act: T, times: number): T[] => Array.from({ length: times }, () => act);
const acts: readonly Act[] = [
  ...often(addPatient, 2),
  ...often(submit, 4),
  ...often(addCollaborator, 4),
  ...often(share, 8),
  ...often(publish, 4),
  ...often(judge, 6),
  ...often(decide, 3),
  ...often(sendBack, 3),
  ...often(talk, 5),
  ...often(read, 4),
  ...often(consent, 3),
  ...[accept, accept, remove, unshare, unshare, close, policy, staff, staff],
];
