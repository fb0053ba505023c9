import { describe, expect, it } from '@jest/globals';
import type { CaseEvent, CaseId, DomainEvent, OrderNumber, PersonId } from '@konsil/domain';
import {
  aCase,
  annaId,
  aPatient,
  aRoster,
  type CaseBuilder,
  caseId,
  idOf,
  inDays,
  luis,
  luisId,
  orderNumber,
  patientId,
  pauloId,
  petraId,
  planWell,
  planWellId,
  technicianId,
} from '@konsil/domain/testing';
import { readSides } from '../../testing/given.js';
import { aLog } from '../../testing/log.js';
import { everybody } from '../../testing/people.js';
import { run } from '../../testing/running.js';
import type { TpsWorkQuestion } from './questions.js';

const now = inDays(1);
const everyone = aRoster().with(luis).with(planWell);
const planned = aCase().tpsOrdered(planWell).sharedWith(planWell).sharedWith(luis);
const of = { caseId, patientId, providerId: annaId, collaboratorId: planWell.collaboratorId };
const completed: CaseEvent = { type: 'TpsCompleted', data: of };
const cancelled: CaseEvent = { type: 'TpsCancelled', data: of };

/** The same case once more, under another id and due so many days later. */
const again = (built: CaseBuilder, number: number, days: number): readonly CaseEvent[] =>
  built.events.map((event) => {
    const data = { ...event.data, caseId: idOf(number) as CaseId };
    if ('orderNumber' in data) Object.assign(data, { orderNumber: `K7Q2-9MX4-${number}` as OrderNumber });
    if ('dueAt' in data) Object.assign(data, { dueAt: inDays(days) });
    return { ...event, data } as CaseEvent;
  });

describe('The work list of a planning service', () => {
  const given = readSides();
  const workOf = async (viewer: PersonId, built: CaseBuilder, question: Partial<TpsWorkQuestion> = {}) => {
    const { queries } = await given(...everyone.events, ...aPatient().events, ...built.events);
    return (await queries.tpsWork({ viewer, now, ...question })).rows;
  };

  it('tells each member what is asked for, of whom, and until when', async () => {
    for (const member of [petraId, pauloId]) {
      expect(await workOf(member, planned)).toMatchObject([
        {
          ...{ caseId, orderNumber, recipientId: planWellId, state: 'ordered', entryPoint: 'case' },
          ...{ dueAt: inDays(14), overdue: false, providerName: 'Dr. Anna Berg', patient: { familyName: 'Sommer' } },
        },
      ]);
    }
  });

  it('says what is overdue from the due time on', async () => {
    const [inTime, late] = [inDays(14), '2026-03-16T09:00:00.001Z'];
    expect(await workOf(petraId, planned, { now: inTime })).toMatchObject([{ overdue: false }]);
    expect(await workOf(petraId, planned, { now: late })).toMatchObject([{ overdue: true }]);
  });

  it('shows what is done or called off only when it is asked for', async () => {
    for (const [event, state] of [[completed, 'completed'] as const, [cancelled, 'cancelled'] as const]) {
      expect(await workOf(petraId, planned.and(event))).toEqual([]);
      expect(await workOf(petraId, planned.and(event), { states: ['completed', 'cancelled'] })).toMatchObject([
        { state, overdue: false },
      ]);
    }
  });

  it('begins anew with the next order of the same service', async () => {
    const next = planned.and(completed).tpsOrdered(planWell);
    expect(await workOf(petraId, next)).toMatchObject([{ state: 'ordered', endedAt: null }]);
  });

  it('has nothing to do on a case in the archive', async () =>
    expect(await workOf(petraId, planned.closed())).toEqual([]));

  it('goes page by page, what is due first before the rest', async () => {
    const cases = [14, 3, 9, 3, 20].flatMap((days, n) => again(planned, 900 + n, days));
    const { queries } = await given(...everyone.events, ...aPatient().events, ...cases);
    const due: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await queries.tpsWork({
        viewer: petraId,
        now,
        limit: 2,
        ...(cursor === undefined ? {} : { cursor }),
      });
      due.push(...page.rows.map((row) => `${row.dueAt} ${row.caseId}`));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(due).toHaveLength(5);
    expect(due).toEqual([...due].sort());
    expect((await queries.tpsWork({ viewer: petraId, now, providerId: [luisId] })).rows).toEqual([]);
    await expect(queries.tpsWork({ viewer: petraId, now, cursor: 'none' })).rejects.toMatchObject({ code: 'cursor' });
  });

  it('hides the patient where the case is shared pseudonymised', async () => {
    const hidden = aCase().tpsOrdered(planWell).sharedWith(planWell, { pseudonymised: true });
    const rows = await workOf(petraId, hidden);
    expect(rows).toMatchObject([{ orderNumber, patient: null }]);
    expect(JSON.stringify(rows)).not.toMatch(/sommer|mira|2009/i);
  });

  it.each([
    ['the provider', annaId],
    ['another collaborator of the case', luisId],
    ['the lab', technicianId],
  ])('is empty for %s', async (_, viewer) => expect(await workOf(viewer, planned)).toEqual([]));

  const left: DomainEvent = { type: 'MemberRemoved', data: { organisationId: planWellId, personId: petraId } };
  const objected: DomainEvent = {
    type: 'SharingObjected',
    data: {
      ...{ patientId, providerId: annaId, declaredBy: 'patient', occurredAt: inDays(-1) },
      recipients: [{ of: 'recipient', recipientId: planWellId }],
    },
  };
  const limited = aCase()
    .tpsOrdered(planWell)
    .sharedWith(planWell, { ends: { on: 'date', at: inDays(1) } });

  it.each([
    ['left the service', [...everyone.events, ...aPatient().events, ...planned.events, left]],
    ['was unshared', [...everyone.events, ...aPatient().events, ...planned.unsharedFrom(planWell).events]],
    ['is of a grant that has ended by time alone', [...everyone.events, ...aPatient().events, ...limited.events]],
    ['was paused', [...everyone.paused(planWell).events, ...aPatient().events, ...planned.events]],
    ['was removed', [...everyone.without(planWell).events, ...aPatient().events, ...planned.events]],
    ['has not accepted', [...aRoster().invited(planWell).events, ...aPatient().events, ...planned.events]],
    [
      'is named by a withdrawal',
      [...everyone.events, ...aPatient().withdrawing([{ of: 'everyone' }]).events, ...planned.events],
    ],
    ['is named by an objection', [...everyone.events, ...aPatient().events, ...planned.events, objected]],
    [
      'no consent covers under per-patient',
      [...everyone.policy('per-patient').events, ...aPatient().events, ...planned.events],
    ],
  ])('is empty for a service that %s', async (_, events) => {
    const { queries } = await given(...events);
    const all = ['ordered', 'completed', 'cancelled'] as const;
    expect((await queries.tpsWork({ viewer: petraId, now, states: all })).rows).toEqual([]);
  });

  it.each([
    ['patient', `patient-${patientId}`],
    ['roster', `roster-${annaId}`],
    ['organisation', `organisation-${planWellId}`],
  ])('is empty while what is known of the %s can not be read to its end', async (_, stream) => {
    const log = aLog();
    await log.record(...everybody, ...everyone.events, ...aPatient().events, ...planned.events);
    await log.recordRaw(stream, 'UnknownToEverybody');
    const running = run(log.store);
    await running.engine.caughtUp;
    expect((await running.queries.tpsWork({ viewer: petraId, now })).rows).toEqual([]);
    await running.stop();
  });
});
