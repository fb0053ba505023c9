/** A small data folder as the product leaves it: sealed events of several streams, an erased subject, a directory. */

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Schema } from '../codec/codec.js';
import { createCodec } from '../codec/create.js';
import { openDirectory } from '../keys/sqlite/sqlite-directory.js';
import { openSqliteKeys } from '../keys/sqlite/sqlite-keys.js';
import { openSqliteEventStore } from '../sqlite/open.js';

export const SAMPLE_SCHEMA: Schema = {
  PatientNamed: { version: 1, personal: { name: { subject: 'patientId', class: 'contact' } } },
  CaseCounted: { version: 1, personal: {} },
};
export const SAMPLE_STREAMS = 4;
export const SAMPLE_EVENTS = 40;

export const filesOf = (folder: string) => ({
  file: join(folder, 'keys.db'),
  kekFile: `${folder}-kek`,
  ledgerFile: `${folder}-ledger.jsonl`,
});

/** Makes the folder and closes everything. Patient `p-0` is erased. */
export const makeSampleFolder = async (folder: string): Promise<void> => {
  const keys = await openSqliteKeys(filesOf(folder));
  const directory = await openDirectory(filesOf(folder));
  const store = await openSqliteEventStore({ folder, checkpoints: 'in-process' });
  const codec = createCodec({ schema: SAMPLE_SCHEMA, keys, erased: { erased: true } });
  for (let number = 0; number < SAMPLE_EVENTS; number += 1) {
    const patientId = `p-${number % SAMPLE_STREAMS}`;
    const stream = `patient-${patientId}`;
    const revision = Math.floor(number / SAMPLE_STREAMS);
    const type = number % 3 === 0 ? 'CaseCounted' : 'PatientNamed';
    const data = { patientId, ...(type === 'PatientNamed' ? { name: `Näme ${number}` } : { count: number }) };
    const metadata = { actor: { id: 'anna', role: 'provider' }, commandId: randomUUID() };
    const placement = { stream, firstRevision: revision, time: new Date().toISOString() };
    const events = await codec.encode([{ id: randomUUID(), type, data, metadata }], placement);
    await store.append({ stream, expected: revision === 0 ? 'no-stream' : revision - 1, events });
  }
  await directory.findOrProvision('anna@konsil.example', 'anna');
  await directory.linkIdentity('https://issuer.example', 'sub-1', 'anna');
  await keys.erase('p-0', ['content', 'contact']);
  await Promise.all([store.close(), keys.close(), directory.close()]);
};
