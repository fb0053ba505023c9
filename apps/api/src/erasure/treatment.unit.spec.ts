import { describe, expect, it } from '@jest/globals';
import { type CaseEvent, type CaseId, caseStream, catalogue, ERASED, type PatientId } from '@konsil/domain';
import { aCase, patientId } from '@konsil/domain/testing';
import { createCodec, createMemoryKeys, openMemoryEventStore } from '@konsil/event-store';
import { randomUUID } from 'node:crypto';
import { treatmentOf } from './treatment.js';

/** Events of cases, one every minute from eight o'clock on; those of each list in a case of its own. */
const aLogOf = async (...cases: readonly (readonly CaseEvent[])[]) => {
  let now = Date.parse('2026-03-01T08:00:00.000Z');
  const store = openMemoryEventStore({ clock: () => (now += 60_000) });
  const codec = createCodec({ schema: catalogue, keys: createMemoryKeys(), erased: ERASED });
  for (const [n, events] of cases.entries()) {
    const caseId = `00000000-0000-4000-8000-00000000000${n}` as CaseId;
    for (const [revision, { type, data }] of events.entries()) {
      const placement = { stream: caseStream(caseId), firstRevision: revision, time: new Date(now).toISOString() };
      const event = { id: randomUUID(), type, data: { ...data, caseId }, metadata: {} };
      const encoded = await codec.encode([event], placement);
      await store.append({ stream: placement.stream, expected: 'any', events: encoded });
    }
  }
  return { store, treated: (of: PatientId = patientId) => treatmentOf(store, codec, of) };
};

const running = aCase().events;
const closed = aCase().closed().events;
const minutes = (n: number) => new Date(Date.parse('2026-03-01T08:00:00.000Z') + n * 60_000).toISOString();

describe('the treatment of a patient', () => {
  it('is none without an order', async () => {
    const { treated } = await aLogOf();
    expect(await treated()).toEqual({ treatment: { state: 'none' }, cases: [] });
  });

  it('runs while one case is open, whatever the others are', async () => {
    const { treated } = await aLogOf(closed, running);
    expect(await treated()).toMatchObject({ treatment: { state: 'running' }, cases: { length: 2 } });
  });

  it('has ended with the last case', async () => {
    const { treated } = await aLogOf(closed, closed);
    expect(await treated()).toMatchObject({
      treatment: { state: 'ended', endedAt: minutes(closed.length * 2) },
    });
  });

  it('runs again when a case is reopened, and its end is the next one', async () => {
    const reopened = aCase().closed().reopened();
    expect(await (await aLogOf(reopened.events)).treated()).toMatchObject({ treatment: { state: 'running' } });
    const again = reopened.closed().events;
    expect(await (await aLogOf(again)).treated()).toMatchObject({
      treatment: { state: 'ended', endedAt: minutes(again.length) },
    });
  });

  it('is that of this patient alone', async () => {
    const { treated } = await aLogOf(running);
    expect(await treated('somebody-else' as PatientId)).toEqual({ treatment: { state: 'none' }, cases: [] });
  });

  it('is not told from a log of which an event of a case can not be read', async () => {
    const { store, treated } = await aLogOf(closed);
    const events = [{ id: randomUUID(), type: 'NeverHeardOf', data: `{"patientId":"${patientId}"}`, metadata: '{}' }];
    await store.append({ stream: 'case-x', expected: 'any', events });
    await expect(treated()).rejects.toMatchObject({ name: 'StreamNotReadable' });
  });
});
