/**
 * `node parked-practice.mjs FOLDER`: a provider, an administrator, and two patients of whom one has an event of a type that
 * nobody knows. Prints the ids and where that event stands as JSON.
 */

import { randomUUID } from 'node:crypto';
import { openSqliteEventStore } from '@konsil/event-store';
import { randomFrom } from '../../../../tools/src/faults/random.mjs';
import { record } from '../../../../tools/src/faults/shred/folder.mjs';
import { aPatient, firstPart, provider } from '../../../../tools/src/faults/shred/patients.mjs';

const data = process.argv[2] ?? '';
const [providerId, administratorId] = [randomUUID(), randomUUID()];
const random = randomFrom(1);
const [stopped, other] = [aPatient(random, 0), aPatient(random, 1)];
await record(data, [
  ...provider(providerId),
  ...provider(administratorId),
  {
    type: 'RoleGranted',
    stream: `account-${administratorId}`,
    data: { personId: administratorId, role: 'administrator' },
  },
  ...[stopped, other].flatMap((patient) => firstPart(patient, providerId)),
]);
const store = await openSqliteEventStore({ folder: data });
const unknown = { id: randomUUID(), type: 'PatientTeleported', data: '{}', metadata: '{}' };
const stream = `patient-${stopped.patientId}`;
const { position } = await store.append({ stream, expected: 'any', events: [unknown] });
await store.close();
process.stdout.write(JSON.stringify({ providerId, administratorId, stopped: stopped.patientId, position }));
