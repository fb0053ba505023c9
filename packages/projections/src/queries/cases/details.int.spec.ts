import { describe, expect, it } from '@jest/globals';
import type { DomainEvent, PersonId } from '@konsil/domain';
import {
  aCase,
  annaId,
  aPatient,
  aRoster,
  type CaseBuilder,
  caseId,
  inDays,
  jonas,
  jonasId,
  luis,
  luisId,
  orderNumber,
  orderNumberOf,
  patientId,
  penOf,
  petraId,
  planWell,
  technicianId,
} from '@konsil/domain/testing';
import { readSides } from '../../testing/given.js';
import type { CaseDetails } from '../answers.js';

const now = inDays(1);
const everyone = aRoster().with(luis).with(jonas).with(planWell);
const shared = aCase().sharedWith(luis).sharedWith(jonas);
const of = { caseId, patientId, providerId: annaId };
const rested: DomainEvent = { type: 'CasePutOnHold', data: { ...of, reason: 'Verreist.' } };
const cancelled: DomainEvent = { type: 'CaseCancelled', data: { ...of, reason: 'Zu teuer.' } };

describe('The page of a case', () => {
  const given = readSides();

  /** What a person is shown of Anna's case. */
  const shownTo = async (
    viewer: PersonId,
    built: CaseBuilder,
    ...more: readonly DomainEvent[]
  ): Promise<CaseDetails> => {
    const { queries } = await given(...everyone.events, ...aPatient().events, ...built.events, ...more);
    const details = await queries.caseDetails({ viewer, now }, caseId);
    if (details === undefined) throw new Error('The case is not shown.');
    return details;
  };

  it('shows every order with what has left the lab of it', async () => {
    const built = shared
      .setup()
      .approved('two')
      .shipped({ last: false })
      .shipped()
      .revisionAsked()
      .setup()
      .approved('two')
      .retainerOrdered('paid');
    const details = await shownTo(annaId, built);
    expect(details.orders).toMatchObject([
      { orderNumber, kind: 'aligner', charge: null, shipped: true },
      { orderNumber: orderNumberOf(2), kind: 'revision', charge: 'included', shipped: false },
      { orderNumber: orderNumberOf(3), kind: 'retainer', charge: 'paid', shipped: false },
    ]);
    expect(details.shipments).toMatchObject([
      { orderNumber, phase: 1, last: false },
      { orderNumber, phase: 2, last: true },
    ]);
    expect(details).toMatchObject({ orderNumber: orderNumberOf(3), caseTypeEndsAt: '2028-03-02T09:00:00.000Z' });
  });

  it('shows what is charged to the provider and the lab, and who else ordered to the provider alone', async () => {
    const built = shared.setup().approved().shipped().revisionAsked(jonas);
    const revision = async (viewer: PersonId) => (await shownTo(viewer, built)).orders[1];
    expect(await revision(annaId)).toMatchObject({ charge: 'included', through: jonas.collaboratorId });
    expect(await revision(technicianId)).toMatchObject({ charge: 'included', through: null });
    expect(await revision(jonasId)).toMatchObject({ charge: null, through: jonas.collaboratorId });
    expect(await revision(luisId)).toMatchObject({ charge: null, through: null });
  });

  it('says which records are missing and why, until they are complete', async () => {
    expect((await shownTo(annaId, shared)).records).toBeNull();
    expect((await shownTo(luisId, shared.records('rejected'))).records).toMatchObject({
      state: 'rejected',
      items: ['photos', 'x-rays'],
      reason: 'Die Aufnahmen sind unscharf.',
    });
    expect((await shownTo(annaId, shared.records('rejected').records('complete'))).records).toMatchObject({
      state: 'complete',
      reason: null,
    });
  });

  it('says why it rests, and how it ended, for as long as that is so', async () => {
    expect(await shownTo(annaId, shared, rested)).toMatchObject({ hold: { reason: 'Verreist.' }, end: null });
    expect(await shownTo(annaId, shared, rested, { type: 'CaseResumed', data: of })).toMatchObject({ hold: null });
    expect(await shownTo(annaId, shared, rested, cancelled)).toMatchObject({
      hold: null,
      end: { how: 'cancelled', reason: 'Zu teuer.' },
    });
    expect(await shownTo(annaId, shared, cancelled, { type: 'CaseReopened', data: of })).toMatchObject({ end: null });
  });

  it('names who holds the pen, and frees it with the next version', async () => {
    expect((await shownTo(luisId, shared.setup())).pen).toBeNull();
    expect((await shownTo(luisId, shared.setup().penTakenBy(penOf(jonas)))).pen).toEqual(penOf(jonas));
    expect((await shownTo(luisId, shared.setup().declinedBy(luis))).pen).toEqual(penOf(luis));
    expect((await shownTo(luisId, shared.setup().declinedBy(luis).setup())).pen).toBeNull();
  });

  it('shows the order of a planning service to the provider and to that service alone', async () => {
    const planned = shared.tpsOrdered(planWell).sharedWith(planWell);
    const order = { collaboratorId: planWell.collaboratorId, state: 'ordered', dueAt: inDays(14), endedAt: null };
    for (const viewer of [annaId, petraId]) expect((await shownTo(viewer, planned)).planning).toMatchObject([order]);
    for (const viewer of [luisId, technicianId]) expect((await shownTo(viewer, planned)).planning).toEqual([]);
    const done: DomainEvent = { type: 'TpsCompleted', data: { ...of, collaboratorId: planWell.collaboratorId } };
    const [completed] = (await shownTo(annaId, planned, done)).planning;
    expect(completed).toMatchObject({ state: 'completed', entryPoint: 'case' });
    expect(completed?.endedAt).not.toBeNull();
  });

  it('tells the lab what declines and revisions ask it to change, and a collaborator what is theirs to read', async () => {
    const built = shared.setup().declinedBy(luis).setup().declined().setup().ready(luis).sentBackTo(luis);
    const asked = async (viewer: PersonId) => (await shownTo(viewer, built)).changesAsked.map(({ act }) => act);
    expect(await asked(technicianId)).toEqual(['declined', 'declined-by-collaborator']);
    expect(await asked(annaId)).toEqual(['declined', 'declined-by-collaborator']);
    expect(await asked(luisId)).toEqual(['declined', 'declined-by-collaborator']);
    expect(await asked(jonasId)).toEqual(['declined']);
  });

  it('of a conversation has the words of every act, a send-back among them', async () => {
    const built = shared.setup().declinedBy(luis).sentBackTo(luis).ready(luis).declined().setup().approved().shipped();
    const { queries } = await given(
      ...[...everyone.events, ...aPatient().events],
      ...[...built.revisionAsked().events],
    );
    const told = await queries.conversation({ viewer: luisId, now }, caseId, luis.collaboratorId);
    expect(told?.messages.map(({ act }) => act)).toEqual([
      'revision-requested',
      'declined',
      'sent-back',
      'declined-by-collaborator',
    ]);
    expect(told).toMatchObject({ unread: 3 });
  });
});
