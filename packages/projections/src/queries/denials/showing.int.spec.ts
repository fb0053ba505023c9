import { describe, expect, it } from '@jest/globals';
import type { DomainEvent, PersonId } from '@konsil/domain';
import {
  aCase,
  annaId,
  aPatient,
  aRoster,
  caseId,
  type Collaborator,
  inDays,
  jonas,
  jonasId,
  luis,
  luisId,
  orderNumber,
  patientId,
  pauloId,
  petraId,
  planWell,
  technicianId,
} from '@konsil/domain/testing';
import { readSidesEndingIn } from '../../testing/given.js';
import type { Running } from '../../testing/running.js';

const now = inDays(1);
const everyone = aRoster().with(luis).with(jonas).with(planWell);
const sharedWithAll = aCase().sharedWith(luis).sharedWith(jonas).sharedWith(planWell);

describe('A case that is shared', () => {
  const givenEndingIn = readSidesEndingIn();
  const given = (...events: readonly DomainEvent[]) => givenEndingIn([], ...events);

  const sees = async ({ queries }: Running, viewer: PersonId, through: Collaborator) => {
    const asking = { viewer, now };
    expect(await queries.accessOf(asking, caseId)).toMatchObject({ as: 'collaborator' });
    expect((await queries.collaborations(asking)).rows).toMatchObject([{ caseId, ...pick(through) }]);
    expect(await queries.caseDetails(asking, caseId)).toMatchObject({ caseId });
    expect(await queries.conversation(asking, caseId, through.collaboratorId)).toMatchObject({ caseId });
  };
  const pick = ({ collaboratorId }: Collaborator) => ({ collaboratorId });

  it('is seen by everybody with whom it is shared and who accepted', async () => {
    const one = await given(...everyone.events, ...aPatient().events, ...sharedWithAll.events);
    await sees(one, luisId, luis);
    await sees(one, jonasId, jonas);
    await sees(one, petraId, planWell);
    await sees(one, pauloId, planWell);
  });

  it('is seen by the lab, but no conversation of it and no list', async () => {
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
  ])('is not seen by the lab while what is known of the %s can not be read to its end', async (_, stream) => {
    const { queries, readStore } = await givenEndingIn(
      [stream],
      ...everyone.events,
      ...aPatient().events,
      ...sharedWithAll.events,
    );
    expect((await readStore.parked()).length).toBeGreaterThan(0);
    expect(await queries.accessOf({ viewer: technicianId, now }, caseId)).toBeUndefined();
    expect(await queries.caseDetails({ viewer: technicianId, now }, caseId)).toBeUndefined();
  });

  it('has the conversation of another collaborator closed to who sees it', async () => {
    const { queries } = await given(...everyone.events, ...aPatient().events, ...sharedWithAll.events);
    expect(await queries.conversation({ viewer: jonasId, now }, caseId, luis.collaboratorId)).toBeUndefined();
  });

  it('was last active, to a collaborator and to the lab, when something happened that they may know of', async () => {
    const { queries } = await given(
      ...everyone.events,
      ...aPatient().events,
      ...aCase().sharedWith(luis).setup().events,
    );
    const before = await queries.caseDetails({ viewer: luisId, now }, caseId);
    const another = await given(
      ...[...everyone.events, ...aPatient().events],
      ...aCase().sharedWith(luis).setup().sharedWith(planWell).tpsOrdered(planWell).unsharedFrom(planWell).events,
    );
    for (const viewer of [luisId, technicianId])
      expect(await another.queries.caseDetails({ viewer, now }, caseId)).toMatchObject({
        lastActivity: before?.lastActivity,
      });
    const [row] = (await another.queries.collaborations({ viewer: luisId, now })).rows;
    expect(row?.lastActivity).toBe(before?.lastActivity);
    const [own] = (await another.queries.manageOrders({ viewer: annaId, now })).rows;
    expect(own?.lastActivity).not.toBe(before?.lastActivity);
  });

  it('shows no identity of the patient to whom it is shared pseudonymised', async () => {
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

  it('is not found where there is none, just as where it is hidden', async () => {
    const { queries } = await given(...everyone.events);
    expect(await queries.caseDetails({ viewer: annaId, now }, caseId)).toBeUndefined();
    expect(await queries.patient(annaId, patientId)).toBeUndefined();
    expect(await queries.conversation({ viewer: annaId, now }, caseId, luis.collaboratorId)).toBeUndefined();
  });
});
