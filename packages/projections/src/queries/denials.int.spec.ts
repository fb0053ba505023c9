import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { DomainEvent, PersonId, PracticeId } from '@konsil/domain';
import {
  aCase,
  annaId,
  aPatient,
  aRoster,
  caseId,
  type Collaborator,
  idOf,
  inDays,
  jonas,
  jonasId,
  luis,
  luisId,
  meiId,
  orderNumber,
  patientId,
  pauloId,
  petraId,
  planWell,
  planWellId,
  technicianId,
} from '@konsil/domain/testing';
import { aLog } from '../testing/log.js';
import { everybody } from '../testing/people.js';
import { run, type Running } from '../testing/running.js';

const now = inDays(1);
const everyone = aRoster().with(luis).with(jonas).with(planWell);
const sharedWithAll = aCase().sharedWith(luis).sharedWith(jonas).sharedWith(planWell);

describe('Who may not know of a case', () => {
  let running: Running | undefined;
  beforeEach(() => (running = undefined));
  afterEach(async () => running?.stop());

  const given = async (...events: readonly DomainEvent[]): Promise<Running> => {
    const log = aLog();
    await log.record(...everybody, ...events);
    running = run(log.store);
    await running.engine.caughtUp;
    return running;
  };

  /** Nothing is told to the person: not by a page, a list, a count, a total or a search. */
  const seesNothing = async ({ queries }: Running, viewer: PersonId, through: Collaborator = luis, at = now) => {
    const asking = { viewer, now: at };
    expect(await queries.accessOf(asking, caseId)).toBeUndefined();
    expect(await queries.caseDetails(asking, caseId)).toBeUndefined();
    expect(await queries.conversation(asking, caseId, through.collaboratorId)).toBeUndefined();
    for (const search of [undefined, orderNumber, 'sommer', 'alster', 'anna']) {
      for (const list of [
        await queries.collaborations(search === undefined ? asking : { ...asking, search }),
        await queries.manageOrders(search === undefined ? asking : { ...asking, search }),
      ]) {
        expect(list).toMatchObject({ rows: [], total: { count: 0, more: false }, counts: { all: 0, unread: 0 } });
        expect(Object.values({ ...list.counts.status, ...list.counts.collaboratorStatus }).some(Boolean)).toBe(false);
      }
    }
    expect(await queries.patient(viewer, patientId)).toBeUndefined();
  };

  const sees = async ({ queries }: Running, viewer: PersonId, through: Collaborator = luis, at = now) => {
    const asking = { viewer, now: at };
    expect(await queries.accessOf(asking, caseId)).toMatchObject({ as: 'collaborator' });
    expect((await queries.collaborations(asking)).rows).toMatchObject([{ caseId, ...pick(through) }]);
    expect(await queries.caseDetails(asking, caseId)).toMatchObject({ caseId });
    expect(await queries.conversation(asking, caseId, through.collaboratorId)).toMatchObject({ caseId });
  };
  const pick = ({ collaboratorId }: Collaborator) => ({ collaboratorId });

  it('is nobody with whom it is shared and who accepted', async () => {
    const one = await given(...everyone.events, ...aPatient().events, ...sharedWithAll.events);
    await sees(one, luisId);
    await sees(one, jonasId, jonas);
    await sees(one, petraId, planWell);
    await sees(one, pauloId, planWell);
  });

  it('is another provider, and no administrator either', async () => {
    const practice: DomainEvent = {
      type: 'PracticeOpened',
      data: { personId: meiId, practiceId: idOf(99) as PracticeId, name: 'Tokyo' },
    };
    const administrator: DomainEvent = { type: 'RoleGranted', data: { personId: meiId, role: 'administrator' } };
    const one = await given(practice, administrator, ...everyone.events, ...aPatient().events, ...sharedWithAll.events);
    await seesNothing(one, meiId);
  });

  it('is who has not accepted yet', async () => {
    await seesNothing(
      await given(...aRoster().invited(luis).events, ...aPatient().events, ...aCase().sharedWith(luis).events),
      luisId,
    );
  });

  it('is who was removed, though the case is still shared, also after being added anew', async () => {
    const again = { ...luis, collaboratorId: jonas.collaboratorId };
    const one = await given(
      ...aRoster().with(luis).without(luis).with(again).events,
      ...aPatient().events,
      ...aCase().sharedWith(luis).events,
    );
    await seesNothing(one, luisId);
  });

  it('is who it is no longer shared with', async () => {
    const ended = aCase().sharedWith(luis).sharedWith(jonas).unsharedFrom(luis);
    const one = await given(...everyone.events, ...aPatient().events, ...ended.events);
    await seesNothing(one, luisId);
    await sees(one, jonasId, jonas);
  });

  it('is who it was shared with until approval, from the approval on', async () => {
    const shared = aCase()
      .sharedWith(luis, { ends: { on: 'approval' } })
      .setup();
    await sees(await given(...everyone.events, ...aPatient().events, ...shared.events), luisId);
    await running?.stop();
    await seesNothing(await given(...everyone.events, ...aPatient().events, ...shared.approved().events), luisId);
  });

  it('is who it was shared with until a moment, from that moment on, by the clock alone', async () => {
    const shared = aCase().sharedWith(luis, { ends: { on: 'date', at: inDays(3) } });
    const one = await given(...everyone.events, ...aPatient().events, ...shared.events);
    await sees(one, luisId, luis, '2026-03-05T08:59:59.999Z');
    await seesNothing(one, luisId, luis, inDays(3));
  });

  it('is whom a withdrawal names, and nobody else', async () => {
    const withdrawn = aPatient().withdrawing([{ of: 'everyone-but-staff' }]);
    const one = await given(
      ...everyone.events,
      ...sharedWithAll.events.slice(0, 1),
      ...withdrawn.events,
      ...sharedWithAll.events.slice(1),
    );
    await seesNothing(one, luisId);
    await seesNothing(one, petraId, planWell);
    await sees(one, jonasId, jonas);
  });

  it('is whom no consent covers under the policy per-patient, practice staff apart', async () => {
    const one = await given(
      ...everyone.policy('per-patient').events,
      ...aPatient().consenting([{ of: 'kind', kind: 'colleague' }], { validUntil: inDays(2) }).events,
      ...sharedWithAll.events,
    );
    await sees(one, luisId);
    await sees(one, jonasId, jonas);
    await seesNothing(one, petraId, planWell);
    await seesNothing(one, luisId, luis, inDays(2));
  });

  it('is who is no longer a member of the organisation', async () => {
    const left: DomainEvent = { type: 'MemberRemoved', data: { organisationId: planWellId, personId: petraId } };
    const one = await given(...everyone.events, ...aPatient().events, ...sharedWithAll.events, left);
    await seesNothing(one, petraId, planWell);
    await sees(one, pauloId, planWell);
  });

  it('is not the lab, which sees the case but no conversation and no list', async () => {
    const { queries } = await given(...everyone.events, ...aPatient().events, ...sharedWithAll.events);
    const asking = { viewer: technicianId, now };
    expect(await queries.accessOf(asking, caseId)).toEqual({ as: 'lab' });
    expect(await queries.caseDetails(asking, caseId)).toMatchObject({ caseId, collaborators: [] });
    expect(await queries.conversation(asking, caseId, luis.collaboratorId)).toBeUndefined();
    expect((await queries.collaborations(asking)).counts.all).toBe(0);
  });

  it.each([
    ['patient', `patient-${patientId}`],
    ['technician', `account-${technicianId}`],
  ])('is the lab while what is known of the %s can not be read to its end', async (_, stream) => {
    const log = aLog();
    await log.record(...everybody, ...everyone.events, ...aPatient().events, ...sharedWithAll.events);
    await log.recordRaw(stream, 'UnknownToEverybody');
    running = run(log.store);
    await running.engine.caughtUp;
    const { queries, readStore } = running;
    expect((await readStore.parked()).length).toBeGreaterThan(0);
    expect(await queries.accessOf({ viewer: technicianId, now }, caseId)).toBeUndefined();
    expect(await queries.caseDetails({ viewer: technicianId, now }, caseId)).toBeUndefined();
  });

  it('has the conversation of another collaborator closed to them, though they see the case', async () => {
    const { queries } = await given(...everyone.events, ...aPatient().events, ...sharedWithAll.events);
    expect(await queries.conversation({ viewer: jonasId, now }, caseId, luis.collaboratorId)).toBeUndefined();
  });

  it('shows the identity of the patient to nobody with whom it is shared pseudonymised', async () => {
    const shared = aCase().sharedWith(luis, { pseudonymised: true });
    const { queries } = await given(...everyone.events, ...aPatient().events, ...shared.events);
    const asking = { viewer: luisId, now };
    for (const search of ['sommer', 'mira', 'sommer, mira']) {
      expect(await queries.collaborations({ ...asking, search })).toMatchObject({ rows: [], total: { count: 0 } });
    }
    const list = await queries.collaborations({ ...asking, search: 'k7q29mx4' });
    const details = await queries.caseDetails(asking, caseId);
    expect(list.rows).toMatchObject([{ patient: null, orderNumber }]);
    expect(details).toMatchObject({ patient: null });
    expect(JSON.stringify([list, details])).not.toMatch(/mira|sommer|2009/i);
    for (const sort of ['patient', 'lastActivity'] as const) {
      const cursor = (await queries.collaborations({ ...asking, sort, limit: 1 })).next ?? '';
      expect(Buffer.from(cursor, 'base64url').toString()).not.toMatch(/sommer/i);
    }
    expect((await queries.manageOrders({ viewer: annaId, now, search: 'sommer' })).rows).toHaveLength(1);
  });

  it('learns nothing from an unknown case, patient or conversation that they would not from a hidden one', async () => {
    const { queries } = await given(...everyone.events);
    expect(await queries.caseDetails({ viewer: annaId, now }, caseId)).toBeUndefined();
    expect(await queries.patient(annaId, patientId)).toBeUndefined();
    expect(await queries.conversation({ viewer: annaId, now }, caseId, luis.collaboratorId)).toBeUndefined();
  });
});
