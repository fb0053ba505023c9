import { describe, expect, it } from '@jest/globals';
import { accountStream, type CommandId, type DomainEvent, type PersonId, rosterStream } from '@konsil/domain';
import {
  aCase,
  aConversation,
  anAccount,
  annaId,
  aPatient,
  aRoster,
  caseId,
  luis,
  luisId,
  patientId,
} from '@konsil/domain/testing';
import { type Codec, type Decoded, openMemoryEventStore } from '@konsil/event-store';
import { lateWrites, type LateWrite, type LateWritesQuestion } from './index.js';

const FIRST = Date.parse('2026-03-01T08:00:00.000Z');
const SECOND = 1_000;
const momentOf = (position: number) => new Date(FIRST + position * SECOND).toISOString();

/** One event, and who recorded it; Anna where nobody is named. */
type Written = readonly [stream: string, event: DomainEvent, by?: PersonId];

const codec: Codec = {
  encode: async () => [],
  decode: async (events) =>
    events.map(({ data, metadata, ...place }) => {
      const opened = { data: JSON.parse(data ?? '') as unknown, metadata: JSON.parse(metadata ?? '') as unknown };
      return { ...place, kind: 'event', ...opened } as unknown as Decoded;
    }),
};

const listed = async (log: readonly Written[], question: LateWritesQuestion = {}): Promise<LateWrite[]> => {
  let now = FIRST - SECOND;
  const store = openMemoryEventStore({ clock: () => (now += SECOND) });
  for (const [stream, { type, data }, by = annaId] of log) {
    const actor = { id: by, role: by === annaId ? 'provider' : 'collaborator' };
    const metadata = { actor, commandId: 'command' as CommandId, causationId: 'request', correlationId: 'request' };
    const event = { id: crypto.randomUUID(), type, data: JSON.stringify(data), metadata: JSON.stringify(metadata) };
    await store.append({ stream, expected: 'any', events: [event] });
  }
  const late: LateWrite[] = [];
  for await (const one of lateWrites({ store, codec }, question)) late.push(one);
  return late;
};

const on = (stream: string, events: readonly DomainEvent[]): Written[] => events.map((event) => [stream, event]);
const talk = `conversation-${caseId}-${luis.collaboratorId}`;
const [message] = aConversation().said(luisId).events;
if (message === undefined) throw new Error('a conversation in which somebody spoke has a message');
const posted: Written = [talk, message, luisId];

const shared: readonly Written[] = [
  ...on(accountStream(luisId), anAccount(luisId).events),
  ...on(rosterStream(annaId), aRoster().with(luis).events),
  ...on(`patient-${patientId}`, aPatient().consenting([{ of: 'kind', kind: 'colleague' }]).events),
  ...on(`case-${caseId}`, aCase().sharedWith(luis).events),
];
const paused: Written = [
  rosterStream(annaId),
  { type: 'CollaboratorPaused', data: { providerId: annaId, collaboratorId: luis.collaboratorId } },
];
const resumed: Written = [
  rosterStream(annaId),
  { type: 'CollaboratorResumed', data: { providerId: annaId, collaboratorId: luis.collaboratorId } },
];

describe('What was recorded without standing access', () => {
  it('is nothing where everybody acted while they had access', async () => {
    expect(await listed([...shared, posted, paused, resumed, posted, paused])).toEqual([]);
  });

  it('is an act behind the event that ended the access, with that event and the time between them', async () => {
    const late = await listed([...shared, posted, paused, posted]);
    const end = shared.length + 1;
    expect(late).toEqual([
      {
        position: end + 1,
        eventId: expect.any(String),
        eventType: 'MessagePosted',
        recordedAt: momentOf(end + 1),
        personId: luisId,
        caseId,
        reason: 'collaborator-paused',
        ended: {
          position: end,
          eventId: expect.any(String),
          eventType: 'CollaboratorPaused',
          recordedAt: momentOf(end),
          msBefore: SECOND,
        },
      },
    ]);
  });

  it('names the event that ended the access last, not what came between', async () => {
    const late = await listed([...shared, paused, resumed, paused, ...on(`case-${caseId}`, []), posted, posted]);
    expect(late.map(({ ended }) => ended?.position)).toEqual([shared.length + 2, shared.length + 2]);
  });

  it('has no end where the person never had access', async () => {
    const late = await listed([...shared.filter(([, { type }]) => type !== 'CaseShared'), posted]);
    expect(late).toMatchObject([{ reason: 'not-shared', ended: null }]);
  });

  it('counts an account that is closed as no access', async () => {
    const closed: Written = [accountStream(luisId), { type: 'AccountClosed', data: { personId: luisId } }];
    expect(await listed([...shared, closed, posted])).toMatchObject([
      { reason: 'account-closed', ended: { eventType: 'AccountClosed' } },
    ]);
  });

  it('takes a period, the begin inclusive and the end exclusive', async () => {
    const log = [...shared, paused, posted, posted, posted];
    const first = shared.length + 1;
    const late = await listed(log, { from: momentOf(first + 1), to: momentOf(first + 2) });
    expect(late.map(({ position }) => position)).toEqual([first + 1]);
  });

  it('refuses a moment that is none', async () => {
    await expect(listed(shared, { from: 'yesterday' })).rejects.toThrow('from takes a moment');
  });
});
