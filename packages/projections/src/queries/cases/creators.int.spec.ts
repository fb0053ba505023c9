import { describe, expect, it } from '@jest/globals';
import type { DomainEvent, PersonId } from '@konsil/domain';
import {
  aCase,
  aDraft,
  annaId,
  aPatient,
  aRoster,
  caseId,
  inDays,
  jonas,
  jonasId,
  luis,
  luisId,
  meiId,
  orderNumber,
  patientId,
  technicianId,
} from '@konsil/domain/testing';
import { readSides } from '../../testing/given.js';
import { aLog } from '../../testing/log.js';
import { everybody } from '../../testing/people.js';
import { run, type Running } from '../../testing/running.js';

const now = inDays(1);
const everyone = aRoster().with(luis).with(jonas, ['decline-setups', 'add-orders']);
const byJonas = aDraft({ by: jonas });
const of = { caseId, patientId, providerId: annaId };
const knownByNumber = byJonas.events.map((event) =>
  event.type === 'OrderDrafted' ? { ...event, data: { ...event.data, pseudonymised: true as const } } : event,
);

describe('A draft', () => {
  const given = readSides();

  const seesNothing = async ({ queries }: Running, viewer: PersonId) => {
    const asking = { viewer, now };
    expect(await queries.accessOf(asking, caseId)).toBeUndefined();
    expect(await queries.caseDetails(asking, caseId)).toBeUndefined();
    expect(await queries.conversation(asking, caseId, jonas.collaboratorId)).toBeUndefined();
    expect(await queries.drafts(asking)).toEqual([]);
    for (const list of [await queries.collaborations(asking), await queries.manageOrders(asking)])
      expect(list).toMatchObject({ rows: [], total: { count: 0 }, counts: { all: 0 } });
  };

  it('stands in the orders of its provider, and is found there', async () => {
    const { queries } = await given(...everyone.events, ...aPatient().events, ...byJonas.events);
    const row = { caseId, category: 'submission-incomplete', status: 'action-needed', icon: 'grey-plus' };
    for (const question of [{}, { search: 'sommer' }, { filters: { category: ['submission-incomplete'] as const } }])
      expect((await queries.manageOrders({ viewer: annaId, now, ...question })).rows).toMatchObject([row]);
    expect(await queries.caseDetails({ viewer: annaId, now }, caseId)).toMatchObject({
      relation: { as: 'provider' },
      submittedAt: null,
      orders: [],
    });
    expect((await queries.patient(annaId, patientId))?.caseIds).toEqual([caseId]);
    expect(await queries.drafts({ viewer: annaId, now })).toEqual([]);
  });

  it('is seen by who created it', async () => {
    const { queries } = await given(...everyone.events, ...aPatient().events, ...byJonas.events);
    const asking = { viewer: jonasId, now };
    expect(await queries.drafts(asking)).toMatchObject([{ caseId, orderNumber, patient: { familyName: 'Sommer' } }]);
    expect(await queries.caseDetails(asking, caseId)).toMatchObject({
      relation: { as: 'collaborator', collaboratorId: jonas.collaboratorId },
      collaboratorStatus: 'not-shared',
      unread: 0,
    });
    expect((await queries.collaborations(asking)).counts.all).toBe(0);
  });

  it('hides the patient from a creator who knows only the order number', async () => {
    const { queries } = await given(...everyone.events, ...aPatient().events, ...knownByNumber);
    const seen = [
      await queries.drafts({ viewer: jonasId, now }),
      await queries.caseDetails({ viewer: jonasId, now }, caseId),
    ];
    expect(seen).toMatchObject([[{ patient: null }], { patient: null }]);
    expect(JSON.stringify(seen)).not.toMatch(/sommer|mira|2009/i);
  });

  it.each([
    ['another collaborator of the provider', luisId],
    ['the lab', technicianId],
    ['a stranger', meiId],
  ])('is nothing to %s', async (_, viewer) =>
    seesNothing(await given(...everyone.events, ...aPatient().events, ...byJonas.events), viewer),
  );

  it.each([
    ['was removed', everyone.without(jonas)],
    ['was paused', everyone.paused(jonas)],
    ['has not accepted', aRoster().with(luis).invited(jonas)],
  ])('is nothing to its creator who %s', async (_, roster) =>
    seesNothing(await given(...roster.events, ...aPatient().events, ...byJonas.events), jonasId),
  );

  it.each([
    ['a withdrawal', aPatient().withdrawing([{ of: 'kind', kind: 'staff' }]).events],
    [
      'an objection',
      [
        ...aPatient().events,
        {
          type: 'SharingObjected',
          data: {
            ...{ patientId, providerId: annaId, declaredBy: 'patient', occurredAt: inDays(-1) },
            recipients: [{ of: 'recipient', recipientId: jonasId }],
          },
        } satisfies DomainEvent,
      ],
    ],
    [
      'a restriction',
      [
        ...aPatient().events,
        {
          type: 'ProcessingRestricted',
          data: { patientId, providerId: annaId, ground: 'duty-to-keep', eraseAt: inDays(900) },
        } satisfies DomainEvent,
      ],
    ],
  ])('is nothing to its creator after %s', async (_, patient) =>
    seesNothing(await given(...everyone.events, ...patient, ...byJonas.events), jonasId),
  );

  it.each([
    ['patient', `patient-${patientId}`],
    ['roster', `roster-${annaId}`],
  ])('is nothing to its creator while what is known of the %s can not be read to its end', async (_, stream) => {
    const log = aLog();
    await log.record(...everybody, ...everyone.events, ...aPatient().events, ...byJonas.events);
    await log.recordRaw(stream, 'UnknownToEverybody');
    const running = run(log.store);
    await running.engine.caughtUp;
    expect((await running.readStore.parked()).length).toBeGreaterThan(0);
    await seesNothing(running, jonasId);
    await running.stop();
  });

  it('is an order like any other once it is submitted', async () => {
    const { queries } = await given(
      ...[...everyone.events, ...aPatient().events],
      ...[...byJonas.events, ...aCase({ by: jonas }).sharedWith(jonas).events],
    );
    expect(await queries.drafts({ viewer: jonasId, now })).toEqual([]);
    expect((await queries.collaborations({ viewer: jonasId, now })).rows).toMatchObject([{ caseId }]);
    expect(await queries.accessOf({ viewer: technicianId, now }, caseId)).toEqual({ as: 'lab' });
  });

  it('is gone once it is discarded', async () => {
    const one = await given(...[...everyone.events, ...aPatient().events, ...byJonas.events], {
      type: 'DraftDiscarded',
      data: of,
    });
    await seesNothing(one, jonasId);
    await seesNothing(one, annaId);
    expect((await one.queries.patient(annaId, patientId))?.caseIds).toEqual([]);
  });
});
