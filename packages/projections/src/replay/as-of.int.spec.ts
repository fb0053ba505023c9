import { describe, expect, it } from '@jest/globals';
import type { CaseId, PersonId } from '@konsil/domain';
import { viewOf } from '@konsil/event-store';
import { readModelFolds } from '../folds/index.js';
import { createQueries } from '../queries/index.js';
import { idsIn, logOf, PEOPLE, randomFrom, randomHistory, type Raw, streamsAlone } from '../testing/histories.js';
import { aLog, plainCodec } from '../testing/log.js';
import { dump, run } from '../testing/running.js';
import { readModelsAsOf } from './index.js';

const HISTORIES = process.env['KONSIL_LONG'] === '1' ? 500 : 15;
const options = { codec: plainCodec, folds: readModelFolds, streams: ['roster-anna'] };

/** The streams of which some event names the patient, and those of everybody who may have to do with them. */
const streamsNaming = (events: readonly Raw[], patientId: string): readonly string[] => [
  ...new Set(
    events
      .filter(({ stream, data }) => data['patientId'] === patientId || /^(account|roster|organisation)-/.test(stream))
      .map(({ stream }) => stream),
  ),
];

const rowsOf = (rows: Readonly<Record<string, readonly string[]>>, patientId: string) =>
  Object.entries(rows).map(([table, all]) => [table, all.filter((row) => row.includes(`"${patientId}"`))]);

describe('Read models as of a position', () => {
  it(`say of a patient what rows built from the log's beginning say, on ${HISTORIES} random histories`, async () => {
    let [compared, answered] = [0, 0];
    for (let seed = 1; seed <= HISTORIES; seed += 1) {
      const random = randomFrom(seed * 17);
      const events = randomHistory(seed, 60 + random.below(120));
      const last = 25 + random.below(events.length - 25);
      const then = events.slice(0, last + 1);
      const patients = idsIn(then, 'patientId');
      if (patients.length === 0) continue;
      const patientId = random.pick(patients);
      const read = new Set<string>();
      const streams = streamsNaming(events, patientId);
      const asOf = await readModelsAsOf({ ...options, store: streamsAlone(await logOf(events), read), streams, last });
      const whole = run(await logOf(then));
      await whole.engine.caughtUp;
      const wanted = rowsOf(await dump(whole.readStore), patientId);
      const context = { seed, last, patientId };
      expect({ context, rows: rowsOf(await dump(asOf), patientId) }).toEqual({ context, rows: wanted });
      expect(await asOf.readCheckpoint()).toBe(last);
      expect([...read].filter((stream) => !streams.includes(stream))).toEqual(['operations']);
      compared += wanted.flatMap(([, rows]) => rows).length;
      const now = then.at(-1)?.recordedAt ?? '';
      const cases = idsIn<CaseId>(
        then.filter(({ data }) => data['patientId'] === patientId),
        'caseId',
      );
      for (const caseId of cases) {
        for (const viewer of PEOPLE.map((person) => person as string as PersonId)) {
          const details = await createQueries(asOf).caseDetails({ viewer, now }, caseId);
          const wantedDetails = await whole.queries.caseDetails({ viewer, now }, caseId);
          expect({ context, viewer, details }).toEqual({ context, viewer, details: wantedDetails });
          if (details !== undefined) answered += 1;
        }
      }
      await asOf.close();
      await whole.stop();
    }
    expect(compared).toBeGreaterThan(HISTORIES * 3);
    expect(answered).toBeGreaterThan(HISTORIES);
  }, 300_000);

  it('park what could not be folded then, unless it had been skipped by then', async () => {
    const log = aLog();
    const policy = JSON.stringify({ providerId: 'anna', policy: 'attestation' });
    const before = await log.recordRaw('roster-anna', 'ConsentPolicyChosen', policy);
    const position = await log.recordRaw('roster-anna', 'UnknownToEverybody');
    const skip = { projection: 'rosters', group: 'anna', position, reason: 'of another program' };
    const skipped = await log.recordRaw('operations', 'GroupSkipped', JSON.stringify(skip));
    const parkedAt = async (last: number) => {
      const asOf = await readModelsAsOf({ ...options, store: log.store, last });
      const parked = await asOf.parked();
      await asOf.close();
      return parked.map(({ fold, key }) => `${fold} ${key}`);
    };
    expect(await parkedAt(before)).toEqual([]);
    expect(await parkedAt(position)).toEqual(['rosters anna']);
    expect(await parkedAt(skipped)).toEqual([]);
  });

  it('hold nothing before the first event', async () => {
    const asOf = await readModelsAsOf({ ...options, store: aLog().store, last: -1 });
    expect(Object.values(await dump(asOf)).flat()).toEqual([]);
    await asOf.close();
  });

  it('fail where a stream can not be read', async () => {
    const store = viewOf(aLog().store, {
      readStream: () => {
        throw new Error('the log is away');
      },
    });
    await expect(readModelsAsOf({ ...options, store, last: 5 })).rejects.toThrow('the log is away');
  });
});
