import { afterEach, describe, expect, it } from '@jest/globals';
import type { CaseId, CollaboratorId, Instant, PatientId, PersonId } from '@konsil/domain';
import { type EventStore, openMemoryEventStore } from '@konsil/event-store';
import { createQueries, openSqliteReadStore, readModelFolds, type ReadStore } from '@konsil/projections';
import {
  idsIn,
  logOf,
  PEOPLE,
  plainCodec,
  randomFrom,
  randomHistory,
  type Raw,
  run,
  streamsAlone,
} from '@konsil/projections/testing/histories';
import { auditFold } from '../entries/index.js';
import { createReplay } from './index.js';

const HISTORIES = process.env['KONSIL_LONG'] === '1' ? 300 : 12;
const folds = [...readModelFolds, auditFold];

describe('A replay', () => {
  const ends: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).toReversed()) await end();
  });

  const rowsOver = async (store: EventStore): Promise<ReadStore> => {
    const running = run(store, { folds, readStore: openSqliteReadStore({ file: ':memory:', folds }) });
    ends.push(running.stop);
    await running.engine.caughtUp;
    return running.readStore;
  };
  const closing = (readStore: ReadStore): ReadStore => {
    ends.push(() => readStore.close());
    return readStore;
  };

  it(`answers of a case what was answered then, without reading the log, on ${HISTORIES} random histories`, async () => {
    let answered = 0;
    for (let seed = 1; seed <= HISTORIES; seed += 1) {
      const random = randomFrom(seed * 13);
      const events = randomHistory(seed, 80 + random.below(120));
      const last = 25 + random.below(events.length - 25);
      const then = events.slice(0, last + 1);
      const store = await logOf(events);
      const replay = createReplay({
        ...{ store: streamsAlone(store, new Set()), codec: plainCodec },
        readStore: await rowsOver(store),
      });
      const wanted = createQueries(await rowsOver(await logOf(then)));
      const now = then.at(-1)?.recordedAt ?? '';
      const cases = idsIn<CaseId>(then, 'caseId');
      if (cases.length === 0) continue;
      const caseId = random.pick(cases);
      const asOf = await replay.caseAsOf(caseId, last);
      const found = createQueries(closing(asOf as ReadStore));
      for (const viewer of PEOPLE.map((person) => person as string as PersonId)) {
        const asking = { viewer, now };
        const context = { seed, last, caseId, viewer };
        const details = await found.caseDetails(asking, caseId);
        expect({ context, details }).toEqual({ context, details: await wanted.caseDetails(asking, caseId) });
        if (details !== undefined) answered += 1;
        for (const collaboratorId of idsIn<CollaboratorId>(then, 'collaboratorId')) {
          const conversation = await found.conversation(asking, caseId, collaboratorId);
          const wantedOne = await wanted.conversation(asking, caseId, collaboratorId);
          expect({ context, collaboratorId, conversation }).toEqual({
            ...{ context, collaboratorId },
            conversation: wantedOne,
          });
        }
      }
    }
    expect(answered).toBeGreaterThanOrEqual(HISTORIES);
  }, 300_000);

  it('of a patient reads no stream of others', async () => {
    const events = randomHistory(3, 200);
    const store = await logOf(events);
    const read = new Set<string>();
    const replay = createReplay({
      ...{ store: streamsAlone(store, read), codec: plainCodec },
      readStore: await rowsOver(store),
    });
    const [patientId = ''] = idsIn(events, 'patientId');
    closing(await replay.patientAsOf(patientId as PatientId, events.length));
    const ofOthers = (stream: string): boolean => {
      const [event] = events.filter((one) => one.stream === stream);
      return event?.data['patientId'] !== undefined && event.data['patientId'] !== patientId;
    };
    const ofThePatient = new Set(
      events.filter(({ data }) => data['patientId'] === patientId).map(({ stream }) => stream),
    );
    expect([...ofThePatient].filter((stream) => !read.has(stream))).toEqual([]);
    expect([...read].filter(ofOthers)).toEqual([]);
    expect(ofThePatient.size).toBeGreaterThan(1);
  });

  it('of a person holds account and roster, and no table of cases', async () => {
    const events = randomHistory(5, 120);
    const replay = createReplay({
      store: await logOf(events),
      codec: plainCodec,
      readStore: await rowsOver(await logOf(events)),
    });
    const asOf = closing(await replay.personAsOf('anna' as PersonId, events.length));
    const wanted = events.filter(({ type, stream }) => type === 'CollaboratorAdded' && stream === 'roster-anna').length;
    expect(await asOf.queries.selectFrom('people').select('personId').execute()).toEqual([{ personId: 'anna' }]);
    expect(await asOf.queries.selectFrom('rosterEntries').selectAll().execute()).toHaveLength(wanted);
    await expect(asOf.queries.selectFrom('cases').selectAll().execute()).rejects.toThrow('no such table');
  });

  it('knows no case that there never was', async () => {
    const store = openMemoryEventStore();
    const replay = createReplay({ store, codec: plainCodec, readStore: await rowsOver(store) });
    expect(await replay.caseAsOf('nobody-s' as CaseId, 10)).toBeUndefined();
  });

  describe('as of a moment', () => {
    const FIRST = Date.parse('2026-03-01T08:00:00.000Z');
    const at = (seconds: number): Instant => new Date(FIRST + seconds * 1_000).toISOString();
    const replayOf = async (recorded: readonly number[]) => {
      const events = recorded.map((seconds) => ({
        ...{ type: 'ConsentPolicyChosen', stream: 'roster-anna', data: { providerId: 'anna', policy: 'attestation' } },
        ...{ position: 0, revision: 0, recordedAt: at(seconds) },
      }));
      const store = await logOf(events satisfies Raw[]);
      return createReplay({ store, codec: plainCodec, readStore: await rowsOver(store) });
    };

    /** Rule G6 word for word. */
    const expected = (recorded: readonly number[], seconds: number): number => {
      const first = recorded.findIndex((one) => one > seconds);
      return first === -1 ? recorded.length - 1 : first - 1;
    };

    it('counts all events before the first one recorded after it, also where a clock went back', async () => {
      const random = randomFrom(11);
      for (let round = 0; round < 60; round += 1) {
        let clock = 0;
        const recorded = Array.from({ length: random.below(14) }, () => {
          clock += random.below(2_000);
          return random.chance(0.2) ? Math.max(0, clock - random.below(1_700)) : clock;
        });
        const replay = await replayOf(recorded);
        for (const seconds of [-1, 0, ...recorded, clock + 1]) {
          const found = await replay.positionAsOf(at(seconds));
          expect({ recorded, seconds, found }).toEqual({ recorded, seconds, found: expected(recorded, seconds) });
        }
      }
    }, 60_000);

    it('refuses a moment that is none', async () => {
      await expect((await replayOf([0])).positionAsOf('yesterday')).rejects.toThrow(RangeError);
    });
  });
});
