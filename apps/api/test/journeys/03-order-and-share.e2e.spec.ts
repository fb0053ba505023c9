import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accepted } from '../support/person.js';
import { annasPractice, order, type People, settle } from '../support/practice.js';
import { Server } from '../support/server.js';
import { LOGS } from '../support/stores.js';
import type { DashboardPage, OrdersPage } from '../support/views.js';

describe.each(LOGS)('journey 3, order and share, with the log on $name', (log) => {
  let server: Server;
  let stopLog: () => Promise<void>;
  let people: People;
  let practice: Awaited<ReturnType<typeof annasPractice>>;
  let caseId: string;
  let orderNumber: string;

  beforeAll(async () => {
    const started = await log.start();
    stopLog = started.stop;
    server = await Server.start({ env: started.env });
    people = await settle(server);
    practice = await annasPractice(people);
  });

  afterAll(async () => {
    await server.remove();
    await stopLog();
  });

  it('Anna orders an aligner case, and Manage Orders shows the grey plus', async () => {
    ({ caseId, orderNumber } = await order(people.anna, practice.practiceId));
    expect(orderNumber).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    const { body } = await people.anna.get<OrdersPage>('/orders');
    expect(body.rows).toHaveLength(1);
    expect(body.rows[0]).toMatchObject({
      caseId,
      orderNumber,
      collaboratorStatus: 'not-shared',
      icon: 'grey-plus',
      status: 'in-treatment',
      category: 'setup-in-production',
      patient: { givenName: 'Mia', familyName: 'Sommer' },
    });
  });

  it('a practice that is not one of hers is refused and changes nothing', async () => {
    const refused = await people.anna.post('/orders', {
      kind: 'aligner',
      practiceId: '7b0a3c1e-0000-4000-8000-000000000000',
      patient: { givenName: 'Nie', familyName: 'Da', birthDate: '2001-01-01' },
    });
    expect(refused.status).toBe(422);
    expect(refused.body['code']).toBe('CASE.PRACTICE_UNKNOWN');
    const { body } = await people.anna.get<{ patients: { familyName: string }[] }>('/patients');
    expect(body.patients.map(({ familyName }) => familyName)).toEqual(['Sommer']);
  });

  it('she ticks Luis and Jonas and saves: one request, awaiting setup for both', async () => {
    const { luis, jonas } = practice.entries;
    const saved = await people.anna.patch(`/cases/${caseId}/collaborators`, {
      add: [{ collaboratorId: luis }, { collaboratorId: jonas }],
      remove: [],
    });
    accepted(saved);
    const { body } = await people.anna.get<OrdersPage>('/orders');
    expect(body.rows[0]).toMatchObject({ collaboratorStatus: 'awaiting-setup', icon: 'hourglass' });
    expect(body.rows[0]?.collaborators.map(({ collaboratorId }) => collaboratorId).sort()).toEqual(
      [luis, jonas].sort(),
    );
    for (const person of [people.luis, people.jonas]) {
      const dashboard = await person.get<DashboardPage>('/collaborations', { waitFor: saved.position });
      expect(dashboard.body.rows.map((row) => row.orderNumber)).toEqual([orderNumber]);
      expect((await person.get(`/cases/${caseId}`)).status).toBe(200);
    }
  });

  it('all or nothing: with one unknown collaborator nobody is added', async () => {
    const other = await order(people.anna, practice.practiceId, {
      givenName: 'Paul',
      familyName: 'Winter',
      birthDate: '2010-02-03',
    });
    const refused = await people.anna.patch(`/cases/${other.caseId}/collaborators`, {
      add: [{ collaboratorId: practice.entries.luis }, { collaboratorId: '7b0a3c1e-0000-4000-8000-000000000000' }],
      remove: [],
    });
    expect(refused.status).toBe(422);
    const { body } = await people.anna.get<{ collaborators: unknown[] }>(`/cases/${other.caseId}`);
    expect(body.collaborators).toEqual([]);
  });

  it('she unticks Jonas: he no longer sees it at the moment her request is answered', async () => {
    accepted(await people.anna.patch(`/cases/${caseId}/collaborators`, { add: [], remove: [practice.entries.jonas] }));
    expect((await people.jonas.get(`/cases/${caseId}`)).status).toBe(404);
    const dashboard = await people.jonas.get<DashboardPage>('/collaborations');
    expect(dashboard.body.rows).toEqual([]);
    expect(dashboard.body.total).toEqual({ count: 0, more: false });
    expect(dashboard.body.counts.all).toBe(0);
    expect((await people.luis.get(`/cases/${caseId}`)).status).toBe(200);
  });

  it('nobody else ever learns of the case', async () => {
    expect((await people.mei.get(`/cases/${caseId}`)).status).toBe(404);
    const tried = await people.mei.post(`/cases/${caseId}/setups/1/verdicts`, { verdict: 'ready-for-approval' });
    expect(tried.status).toBe(404);
  });
});
