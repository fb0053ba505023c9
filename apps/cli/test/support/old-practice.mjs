/**
 * `node old-practice.mjs FOLDER`: records in 2010, for one provider, one patient whose treatment ended then, one who is
 * treated still, and one whose keys are destroyed but whose erasure is not recorded. Prints the ids as JSON.
 */

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openSqliteKeys } from '@konsil/event-store';
import { randomFrom } from '../../../../tools/src/faults/random.mjs';
import { record } from '../../../../tools/src/faults/shred/folder.mjs';
import { aPatient, firstPart, provider, secondPart } from '../../../../tools/src/faults/shred/patients.mjs';

const data = process.argv[2] ?? '';
const providerId = randomUUID();
const random = randomFrom(1);
const [ended, treated, halfErased] = [aPatient(random, 0), aPatient(random, 1), aPatient(random, 2)];
await record(data, [
  ...provider(providerId),
  ...[ended, treated, halfErased].flatMap((patient) => firstPart(patient, providerId)),
  ...[ended, halfErased].flatMap((patient) => secondPart(patient, providerId)),
]);
const keys = await openSqliteKeys({
  file: join(data, 'keys.db'),
  kekFile: join(`${data}-keys`, 'kek'),
  ledgerFile: join(`${data}-keys`, 'erasure-ledger.jsonl'),
});
await keys.erase(halfErased.patientId, ['content', 'contact', 'evidence']);
await keys.close();
const [one, other, half] = [ended, treated, halfErased].map(({ patientId }) => patientId);
process.stdout.write(JSON.stringify({ providerId, ended: one, treated: other, halfErased: half }));
