/** What happens to patients: identity, consents, withdrawals, objections, restriction. */

import type { Random } from '../random.js';
import { DAY, KINDS, NAMES, PEOPLE, PROVIDERS } from './names.js';
import type { Act, World } from './world.js';

const PURPOSES = ['treatment', 'second-opinion', 'treatment-planning', 'teaching'];

const anIdentity = (random: Random) => ({
  ...{ givenName: random.pick(NAMES), familyName: random.pick(NAMES), birthDate: '1990-01-01' },
});

export const addPatient: Act = (world, random) => {
  const providerId = random.pick(PROVIDERS);
  const patientId = world.newId('patient');
  const identity = random.chance(0.1) ? { erased: true } : anIdentity(random);
  world.patients.push({ patientId, providerId });
  world.record('patient', patientId, 'PatientRegistered', { patientId, providerId, identity });
};

const aPatientIn = (world: World) => world.patients.at(world.events.length % Math.max(1, world.patients.length));

export const correct: Act = (world, random) => {
  const patient = aPatientIn(world);
  if (patient === undefined) return;
  world.record('patient', patient.patientId, 'PatientCorrected', { ...patient, identity: anIdentity(random) });
};

const someRecipients = (random: Random) => {
  const rules = [
    ...[{ of: 'everyone' }, { of: 'everyone-but-staff' }],
    { of: 'kind', kind: random.pick([...KINDS, 'treatment-planning-service']) },
    { of: 'recipient', recipientId: random.pick([...PEOPLE, 'planwell']) },
  ];
  return [random.pick(rules), ...(random.chance(0.3) ? [random.pick(rules)] : [])];
};

/** Some are declared in another order than they are recorded. */
const declared = (world: World, random: Random) => ({
  ...{ recipients: someRecipients(random), declaredBy: 'patient', occurredAt: world.later(-random.below(4) * DAY) },
});

export const consent: Act = (world, random) => {
  const patient = aPatientIn(world);
  if (patient === undefined) return;
  const { declaredBy: givenBy, ...rest } = declared(world, random);
  if (random.chance(0.4)) {
    world.record('patient', patient.patientId, 'ConsentWithdrawn', { ...patient, ...rest, declaredBy: givenBy });
    return;
  }
  const validUntil = random.chance(0.5) ? { validUntil: world.later(random.below(50) * DAY) } : {};
  const given = { consentId: world.newId('consent'), purposes: [random.pick(PURPOSES)], textVersion: '1', givenBy };
  const data = { ...patient, ...rest, ...given, ...validUntil, evidence: { kind: 'signed-form' } };
  world.record('patient', patient.patientId, 'ConsentGiven', data);
};

export const object: Act = (world, random) => {
  const patient = aPatientIn(world);
  if (patient === undefined) return;
  const type = random.pick(['SharingObjected', 'SharingObjectionLifted']);
  world.record('patient', patient.patientId, type, { ...patient, ...declared(world, random) });
};

export const restrict: Act = (world, random) => {
  const patient = random.chance(0.1) ? aPatientIn(world) : undefined;
  if (patient === undefined) return;
  const data = { ...patient, ground: 'duty-to-keep', eraseAt: '2040-01-01T00:00:00.000Z' };
  world.record('patient', patient.patientId, 'ProcessingRestricted', data);
};
