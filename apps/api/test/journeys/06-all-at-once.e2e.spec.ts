import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Act, actWhen, type Preview, type Report, shareable } from '../support/bulk.js';
import { accepted } from '../support/person.js';
import { annasPractice, collaborate, emailOf, MIA, order, type People, settle } from '../support/practice.js';
import { Server } from '../support/server.js';
import { LOGS } from '../support/stores.js';
import type { DashboardPage } from '../support/views.js';

const OPEN_CASES = 120;

/** Standing rules, with which the journey ends, are set by no request yet. */
describe.each(LOGS)('journey 6, all at once, with the log on $name', (log) => {
  let server: Server;
  let stopLog: () => Promise<void>;
  let people: People;
  let mei: string;
  let preview: Preview;
  let bulkId: string;

  beforeAll(async () => {
    const started = await log.start();
    stopLog = started.stop;
    server = await Server.start({ env: started.env });
    people = await settle(server);
    const { practiceId } = await annasPractice(people);
    mei = await collaborate(people.anna, people.mei, { kind: 'mentor', email: emailOf('mei') });
    const { patientId } = await order(people.anna, practiceId);
    for (let n = 1; n < OPEN_CASES; n += 1)
      accepted(await people.anna.post('/orders', { kind: 'aligner', practiceId, patientId }));
    const closed = await order(people.anna, practiceId, { ...MIA, givenName: 'Ida' });
    accepted(await people.anna.post(`/cases/${closed.caseId}/closure`));
  }, 60_000);

  afterAll(async () => {
    await server.remove();
    await stopLog();
  });

  const meisCases = async (): Promise<number> => {
    const { body } = await people.mei.get<DashboardPage>('/collaborations');
    return body.total.count;
  };

  it('Anna filters her open cases and previews sharing all 120 with Mei: nothing changes', async () => {
    const matching = { status: ['action-needed', 'in-treatment'] };
    ({ body: preview } = await people.anna.search<Preview>('/bulk-shares/previews', { collaboratorId: mei, matching }));
    expect(preview).toMatchObject({ total: 120, more: false });
    expect(preview.counts).toEqual({ 'will-share': 120, 'already-shared': 0, refused: 0 });
    expect(await meisCases()).toBe(0);
  });

  it('she applies exactly that preview', async () => {
    const started = await people.anna.post('/bulk-shares', { collaboratorId: mei, caseIds: shareable(preview) });
    expect(started.status).toBe(201);
    ({ bulkId = '' } = accepted(started));
    const act = await actWhen(people.anna, bulkId, 'completed');
    expect(act).toMatchObject({ cases: 120, collaboratorName: 'Prof. Mei Tanaka', counts: { shared: 120 } });
    expect(await meisCases()).toBe(120);
  });

  it('she reads the report per case', async () => {
    const { body } = await people.anna.get<Report>(`/bulk-shares/${bulkId}/cases?limit=200`);
    expect(body.rows.map(({ caseId }) => caseId)).toEqual(shareable(preview));
    for (const row of body.rows)
      expect(row).toMatchObject({ patient: { familyName: 'Sommer' }, outcome: 'shared', code: null, undo: null });
  });

  it('she undoes it as one act: Mei sees none of them any more, and the report says so', async () => {
    accepted(await people.anna.post(`/bulk-shares/${bulkId}/undo`));
    const act: Act = await actWhen(people.anna, bulkId, 'undone');
    expect(act.undoCounts).toEqual({ restored: 120, 'changed-since': 0 });
    expect(await meisCases()).toBe(0);
    const { body } = await people.anna.get<Report>(`/bulk-shares/${bulkId}/cases?limit=200`);
    expect(new Set(body.rows.map(({ undo }) => undo))).toEqual(new Set(['restored']));
  });
});
