import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CommandId, DomainEvent, Recorded } from '@konsil/domain';
import {
  aCase,
  annaId,
  aPatient,
  aRoster,
  caseId,
  jonas,
  luis,
  luisId,
  meiId,
  patientId,
} from '@konsil/domain/testing';
import { type Codec, type Decoded, type EventStore, openMemoryEventStore } from '@konsil/event-store';
import { createEngine, foldInMemory, openSqliteReadStore, type ReadStore } from '@konsil/projections';
import { auditFold, createAuditQueries, type AuditQueries } from './index.js';

const FIRST = Date.parse('2026-03-01T08:00:00.000Z');
const MINUTE = 60_000;
const metadata = {
  actor: { id: annaId, role: 'provider' as const },
  commandId: 'command' as CommandId,
  causationId: 'request',
  correlationId: 'request',
};

const history: readonly DomainEvent[] = [
  ...aRoster().with(luis).with(jonas).events,
  ...aPatient().consenting([{ of: 'kind', kind: 'colleague' }]).events,
  ...aCase().sharedWith(luis, { purpose: 'second-opinion' }).sharedWith(jonas).setup().ready(luis).events,
];
const recorded: readonly Recorded[] = history.map((event, position) => ({
  ...{ ...event, metadata, position, revision: 0, id: `event-${position}`, stream: streamOf(event) },
  recordedAt: new Date(FIRST + position * MINUTE).toISOString(),
}));

function streamOf({ data }: DomainEvent): string {
  if ('caseId' in data) return `case-${data.caseId}`;
  return 'patientId' in data ? `patient-${data.patientId}` : `roster-${annaId}`;
}

/** Reads what this spec writes. */
const codec: Codec = {
  encode: async () => [],
  decode: async (events) =>
    events.map(({ data, ...place }) => {
      const event = JSON.parse(data ?? '') as { data: object };
      return { ...place, kind: 'event', data: event.data, metadata } as unknown as Decoded;
    }),
};

describe('The audit trail', () => {
  let store: EventStore;
  let readStore: ReadStore;
  let queries: AuditQueries;
  let stop: AbortController;
  let ended: Promise<void>;

  beforeEach(async () => {
    let now = FIRST - MINUTE;
    store = openMemoryEventStore({ clock: () => (now += MINUTE) });
    for (const { type, stream, data } of recorded) {
      const event = { id: crypto.randomUUID(), type, data: JSON.stringify({ data }), metadata: '{}' };
      await store.append({ stream, expected: 'any', events: [event] });
    }
    readStore = openSqliteReadStore({ file: ':memory:', folds: [auditFold] });
    queries = createAuditQueries(readStore);
    stop = new AbortController();
    const engine = createEngine({ store, codec, readStore, folds: [auditFold] });
    ended = engine.run(stop.signal);
    await engine.caughtUp;
  });
  afterEach(async () => {
    stop.abort();
    await ended;
    await readStore.close();
  });

  it('has one entry for every event', async () => {
    const { entries, next } = await queries.auditEntries({});
    expect(entries.map(({ eventType }) => eventType)).toEqual(history.map(({ type }) => type));
    expect(next).toBeUndefined();
  });

  it('says of a share to whom, on what basis and by whom', async () => {
    const { entries } = await queries.auditEntries({ caseId });
    expect(entries.find(({ eventType }) => eventType === 'CaseShared')).toMatchObject({
      ...{ action: 'R', outcome: 'success', purpose: 'second-opinion', actorId: annaId, actorRole: 'provider' },
      ...{ patientId, caseId, collaboratorId: luis.collaboratorId, recipientId: luisId },
      ...{ legalBasis: 'gdpr-6-1-a', consentVersion: '2026-01' },
    });
  });

  it('says of a consent that the patient asked for it, and when it was given', async () => {
    const { entries } = await queries.auditEntries({ patientId });
    const given = entries.find(({ eventType }) => eventType === 'ConsentGiven');
    expect(given).toMatchObject({ action: 'C', purpose: 'patient-request', legalBasis: null });
    expect(given?.occurredAt).not.toBeNull();
  });

  it('is asked by person: as actor, recipient or subject', async () => {
    const { entries } = await queries.auditEntries({ personId: luisId });
    expect(entries.map(({ eventType }) => eventType)).toEqual([
      ...['CollaboratorAdded', 'InvitationAccepted', 'CaseShared', 'SetupMarkedReady'],
    ]);
    expect((await queries.auditEntries({ personId: meiId })).entries).toEqual([]);
  });

  it('is asked by time, from a moment and before another', async () => {
    const { entries } = await queries.auditEntries({
      from: new Date(FIRST + 2 * MINUTE).toISOString(),
      to: new Date(FIRST + 5 * MINUTE).toISOString(),
    });
    expect(entries.map(({ position }) => position)).toEqual([2, 3, 4]);
  });

  it('is asked within an auditor’s scope only', async () => {
    expect((await queries.auditEntries({ providerIds: [meiId] })).entries).toEqual([]);
    expect((await queries.auditEntries({ providerIds: [annaId] })).entries).toHaveLength(history.length);
    expect((await queries.auditEntries({ providerIds: [] })).entries).toEqual([]);
  });

  it.each(['ascending', 'descending'] as const)(
    'is read in pages that miss and repeat nothing, %s',
    async (direction) => {
      const seen: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await queries.auditEntries({ direction, limit: 3, ...(cursor === undefined ? {} : { cursor }) });
        seen.push(...page.entries.map(({ position }) => position));
        cursor = page.next;
      } while (cursor !== undefined);
      const all = history.map((_, position) => position);
      expect(seen).toEqual(direction === 'ascending' ? all : all.reverse());
    },
  );

  it('refuses a cursor that is none', async () => {
    await expect(queries.auditEntries({ cursor: "1' or 1" })).rejects.toMatchObject({ code: 'cursor' });
  });

  it('is the same folded in memory', async () => {
    const { auditEntries } = foldInMemory(auditFold, recorded);
    const { entries } = await queries.auditEntries({});
    expect(entries.map(({ eventId: _, ...entry }) => entry)).toEqual(
      auditEntries.map(({ eventId: _, ...entry }) => entry),
    );
  });

  it('holds no personal data', async () => {
    const { entries } = await queries.auditEntries({});
    expect(JSON.stringify(entries)).not.toMatch(/Mira|Sommer|Zahn/);
  });
});
