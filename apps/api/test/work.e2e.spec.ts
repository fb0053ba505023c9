import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseId, CollaboratorId, DomainEvent, PatientId, ProviderId } from '@konsil/domain';
import { accepted } from './support/person.js';
import { annasPractice, becomeProvider, emailOf, order, PASSWORD, type People, settle } from './support/practice.js';
import { Person } from './support/person.js';
import { recordRaw } from './support/record-raw.js';
import { Server } from './support/server.js';
import { signIn } from './support/sign-in.js';

interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next?: string;
}
interface Due {
  readonly what: string;
  readonly at: string;
}

const DAY = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * DAY).toISOString();

describe('the lists of what there is to do', () => {
  let server: Server;
  let people: People;
  let caseId: string;
  let patientId: string;
  /** Of another patient. */
  let second: Readonly<Record<'caseId' | 'patientId', string>>;
  let planWell: string;

  beforeAll(async () => {
    server = await Server.start();
    people = await settle(server);
    const { admin, anna, nora } = people;
    const { practiceId, entries } = await annasPractice(people);
    ({ caseId, patientId } = await order(anna, practiceId));
    second = await order(anna, practiceId);
    const service = { kind: 'treatment-planning-service', name: 'PlanWell' };
    const { organisationId = '' } = accepted(await admin.post('/organisations', service));
    accepted(await admin.post(`/organisations/${organisationId}/members`, { personId: nora.personId }));
    const entry = { kind: 'treatment-planning-service', organisationId, permissions: ['decline-setups'] };
    ({ collaboratorId: planWell = '' } = accepted(await anna.post('/roster/collaborators', entry)));
    accepted(await nora.post(`/providers/${anna.personId}/invitations/${planWell}/acceptance`));
    const add = [{ collaboratorId: planWell }, { collaboratorId: entries.luis, ends: { on: 'date', at: inDays(10) } }];
    accepted(await anna.patch(`/cases/${caseId}/collaborators`, { add, remove: [] }));
    const planned = [{ collaboratorId: planWell, pseudonymised: true }];
    accepted(await anna.patch(`/cases/${second.caseId}/collaborators`, { add: planned, remove: [] }));
    await becomeProvider(people.mei, 'Praxis Tanaka');
  });

  afterAll(() => server.remove());

  const dueTimes = async (query = '') => (await people.anna.get<Page<Due>>(`/due-times${query}`)).body;

  it('tells a provider what ends by itself, what ends first coming first', async () => {
    const consent = {
      ...{ recipients: [{ of: 'everyone' }], purposes: ['treatment'], textVersion: '2026-01' },
      ...{ evidence: { kind: 'signed-form' }, givenBy: 'patient', occurredAt: inDays(-1), validUntil: inDays(20) },
    };
    accepted(await people.anna.post(`/patients/${patientId}/consents`, consent));
    const invited = { kind: 'mentor', email: emailOf('mei'), permissions: ['decline-setups'] };
    accepted(await people.anna.post('/roster/collaborators', invited));
    const all = await dueTimes(`?until=${inDays(31)}`);
    expect(all.rows.map(({ what }) => what)).toEqual(['grant-ends', 'consent-ends', 'invitation-expires']);
    expect(all.rows[0]).toMatchObject({ caseId, patient: { familyName: 'Sommer' } });
    expect((await dueTimes(`?until=${inDays(11)}`)).rows.map(({ what }) => what)).toEqual(['grant-ends']);

    const first = await dueTimes(`?until=${inDays(31)}&limit=2`);
    expect(first.rows).toHaveLength(2);
    const rest = await dueTimes(`?until=${inDays(31)}&limit=2&cursor=${first.next}`);
    expect(rest).toEqual({ rows: [all.rows[2]] });
  });

  it('keeps the cursor of one person from another, and knows what is no question', async () => {
    const { next } = await dueTimes(`?until=${inDays(31)}&limit=1`);
    expect((await people.luis.get(`/due-times?cursor=${next}`)).status).toBe(403);
    const meis = await people.mei.get<{ code: string }>(`/due-times?until=${inDays(31)}&limit=1&cursor=${next}`);
    expect([meis.status, meis.body.code]).toEqual([400, 'REQUEST.CURSOR_INVALID']);
    expect((await people.mei.get(`/due-times?until=${inDays(31)}`)).body).toEqual({ rows: [] });
    expect((await people.anna.get(`/overdue-reviews?cursor=${next}`)).status).toBe(400);
    for (const path of [
      '/due-times?until=soon',
      '/overdue-reviews?days=0',
      '/planning-orders?state=lost',
      '/due-times?limit=201',
    ])
      expect((await people.anna.get(path)).status).toBe(400);
  });

  it('tells of no overdue review while nobody has waited long', async () => {
    expect((await people.anna.get('/overdue-reviews')).body).toEqual({ rows: [] });
  });

  it('tells the members of a planning service what is to do, and nobody else', async () => {
    const ordered = (of: Readonly<Record<'caseId' | 'patientId', string>>, dueAt: string): DomainEvent => ({
      type: 'TpsOrdered',
      data: {
        ...{ caseId: of.caseId as CaseId, patientId: of.patientId as PatientId, with: 'case', dueAt },
        ...{ providerId: people.anna.personId as ProviderId, collaboratorId: planWell as CollaboratorId },
      },
    });
    const dueAt = inDays(-1);
    await server.stop();
    await recordRaw(server.data, `case-${caseId}`, ordered({ caseId, patientId }, dueAt));
    await recordRaw(server.data, `case-${second.caseId}`, ordered(second, inDays(5)));
    server = await Server.start({ dataFolder: server.dataFolder });
    const again = async (short: 'anna' | 'luis' | 'nora'): Promise<Person> => {
      const { accessToken } = await signIn(server.url, emailOf(short), PASSWORD);
      return new Person(people[short].personId, accessToken, server.url);
    };
    const ordersOf = async (short: 'anna' | 'luis' | 'nora') =>
      (await (await again(short)).get<Page<object>>('/planning-orders')).body.rows;
    expect(await ordersOf('nora')).toMatchObject([
      { caseId, collaboratorId: planWell, state: 'ordered', entryPoint: 'case', dueAt, overdue: true, endedAt: null },
      { caseId: second.caseId, patient: null, overdue: false },
    ]);
    const nora = await again('nora');
    const first = (await nora.get<Page<object>>('/planning-orders?limit=1')).body;
    const rest = (await nora.get<Page<object>>(`/planning-orders?limit=1&cursor=${first.next}`)).body;
    expect([...first.rows, ...rest.rows]).toEqual(await ordersOf('nora'));
    expect(rest.next).toBeUndefined();
    const foreign = await nora.get<Page<object>>(`/planning-orders?providerId=${people.mei.personId}`);
    expect(foreign.body).toEqual({ rows: [] });
    expect([await ordersOf('luis'), await ordersOf('anna')]).toEqual([[], []]);
    const done = await nora.get<Page<object>>('/planning-orders?state=completed&state=cancelled');
    expect(done.body).toEqual({ rows: [] });
  });
});
