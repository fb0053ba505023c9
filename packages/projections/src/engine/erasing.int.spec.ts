import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { DomainEvent } from '@konsil/domain';
import { aCase, annaId, aPatient, aRoster, caseId, luis, luisId, messageOf, patientId } from '@konsil/domain/testing';
import { aLog, type TestLog } from '../testing/log.js';
import { everybody } from '../testing/people.js';
import { aFolder, dump, run, type Running } from '../testing/running.js';

const said: DomainEvent = {
  type: 'MessagePosted',
  data: {
    ...{ caseId, patientId, providerId: annaId, collaboratorId: luis.collaboratorId, authorId: luisId },
    ...{ side: 'collaborator', text: 'Canary said', messageId: messageOf(1) },
  },
};
const talk = [
  ...[...everybody, ...aRoster().with(luis).events, ...aPatient().events],
  ...[...aCase().sharedWith(luis).setup().declined().events, said],
];
const erased: DomainEvent = {
  type: 'PersonalDataErased',
  data: { patientId, providerId: annaId, classes: ['content', 'contact', 'evidence'] },
};

/** The patient's name and words, as rows hold them. */
const PERSONAL = /mira|sommer|canary/i;

describe('The engine, when personal data are erased', () => {
  let log: TestLog;
  let folder: ReturnType<typeof aFolder>;
  let running: Running[];
  const start: typeof run = (store, options) => {
    const one = run(store, options);
    running.push(one);
    return one;
  };
  const bytes = () => ['', '-wal'].map((end) => readFileSync(folder.path('rows.db') + end, 'latin1')).join('');

  beforeEach(() => {
    log = aLog();
    folder = aFolder();
    running = [];
  });
  afterEach(async () => {
    for (const one of running) await one.stop();
    folder.remove();
  });

  it('leaves them in no row, no page and no write-ahead log, while it serves; a rebuild makes the same rows', async () => {
    await log.record(...talk);
    const served = start(log.store, { file: folder.path('rows.db') });
    await served.engine.caughtUp;
    expect(bytes()).toMatch(PERSONAL);
    await served.reached(await log.record(erased));
    expect(bytes()).not.toMatch(PERSONAL);
    const rebuilt = start(log.store, {});
    await rebuilt.engine.caughtUp;
    const rows = await dump(served.readStore);
    expect(rows).toEqual(await dump(rebuilt.readStore));
    expect(rows['messages']?.join()).toMatch(/"text":null/);
  });

  it('takes them out of a group that is parked, too', async () => {
    await log.record(...talk);
    await log.recordRaw(`case-${caseId}`, 'UnknownHappened');
    const { engine, readStore, reached } = start(log.store, { file: folder.path('rows.db') });
    await engine.caughtUp;
    expect((await readStore.parked()).map(({ fold, key }) => [fold, key])).toContainEqual(['patients', patientId]);
    await reached(await log.record(erased));
    expect(JSON.stringify(await dump(readStore))).not.toMatch(PERSONAL);
    expect(bytes()).not.toMatch(PERSONAL);
  });

  it('writes the file anew when it is told to, and goes on', async () => {
    await log.record(...talk, erased);
    const { engine, readStore, reached } = start(log.store, { file: folder.path('rows.db') });
    await engine.caughtUp;
    await readStore.writer?.compact();
    await reached(await log.record(...aCase().sharedWith(luis).setup().events.slice(-1)));
    expect(bytes()).not.toMatch(PERSONAL);
  });
});
