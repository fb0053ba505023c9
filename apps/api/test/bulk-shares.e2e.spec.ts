/** Acts on many cases at their edges; the way itself is journey 6. Rules: product.md C2. */

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Act, actWhen, type Preview, type Report, shareable } from './support/bulk.js';
import { accepted } from './support/person.js';
import { annasPractice, becomeProvider, collaborate, emailOf, order, type People, settle } from './support/practice.js';
import { factsIn } from './support/recorded.js';
import { Server } from './support/server.js';

interface Acts {
  readonly rows: readonly Act[];
  readonly next?: string;
}

const NOBODY = '7b0a3c1e-0000-4000-8000-000000000000';

describe('acts on many cases', () => {
  let server: Server;
  let people: People;
  let entries: Readonly<Record<'luis' | 'jonas', string>>;
  /** In their order. */
  let caseIds: readonly string[];
  /** Of Mei, who has a practice too, and has Nora as a colleague. */
  let meis: { readonly nora: string; readonly caseId: string };

  beforeAll(async () => {
    server = await Server.start();
    people = await settle(server);
    const practice = await annasPractice(people);
    ({ entries } = practice);
    const made = [];
    for (let n = 0; n < 5; n += 1) made.push((await order(people.anna, practice.practiceId)).caseId);
    caseIds = made.sort();
    const elsewhere = await becomeProvider(people.mei, 'Praxis Tanaka');
    const nora = await collaborate(people.mei, people.nora, { kind: 'colleague', email: emailOf('nora') });
    meis = { nora, caseId: (await order(people.mei, elsewhere)).caseId };
  }, 30_000);

  afterAll(() => server.remove());

  const preview = (who: 'anna' | 'mei', body: object) => people[who].search<Preview>('/bulk-shares/previews', body);
  const start = async (who: 'anna' | 'mei', body: object): Promise<string> => {
    const { bulkId = '' } = accepted(await people[who].post('/bulk-shares', body));
    await actWhen(people[who], bulkId, 'completed');
    return bulkId;
  };
  const report = async (who: 'anna' | 'mei', bulkId: string, query = ''): Promise<Report> =>
    (await people[who].get<Report>(`/bulk-shares/${bulkId}/cases${query}`)).body;
  const share = async (caseId: string, add: readonly object[], remove: readonly string[] = []) =>
    accepted(await people.anna.patch(`/cases/${caseId}/collaborators`, { add, remove }));

  it('previews selected cases page by page, and records nothing', async () => {
    const before = await factsIn(server.data);
    const asked = { collaboratorId: entries.luis, caseIds, limit: 2 };
    const pages: Preview[] = [];
    for (let cursor: string | undefined, n = 0; n === 0 || cursor !== undefined; n += 1) {
      const { body } = await preview('anna', { ...asked, ...(cursor !== undefined && { cursor }) });
      pages.push(body);
      cursor = body.next;
    }
    expect(pages.map(({ cases }) => cases.length)).toEqual([2, 2, 1]);
    expect(pages.flatMap(shareable)).toEqual(caseIds);
    expect(pages.every(({ total, more }) => total === 5 && !more)).toBe(true);
    expect(await factsIn(server.data)).toEqual(before);
    const stolen = await preview('mei', { collaboratorId: meis.nora, matching: {}, cursor: pages[0]?.next });
    expect([stolen.status, 'code' in stolen.body && stolen.body.code]).toEqual([400, 'REQUEST.CURSOR_INVALID']);
  });

  it('counts a case once, however often it is named', async () => {
    const [one = ''] = caseIds;
    const asked = { collaboratorId: entries.jonas, caseIds: [one, one, one] };
    expect((await preview('anna', asked)).body).toMatchObject({ total: 1, cases: [{ caseId: one }] });
    const bulkId = await start('anna', asked);
    expect((await report('anna', bulkId)).rows).toHaveLength(1);
    await share(one, [], [entries.jonas]);
  });

  it('previews all cases that fit filters and search, also none', async () => {
    const found = async (matching: object) =>
      (await preview('anna', { collaboratorId: entries.luis, matching })).body.total;
    expect([await found({}), await found({ search: 'sommer' }), await found({ search: 'winter' })]).toEqual([5, 5, 0]);
    expect(await found({ collaboratorId: ['none'], status: ['closed'] })).toBe(0);
  });

  it('takes cases in exactly one of the two ways, and no question that is none', async () => {
    const collaboratorId = entries.luis;
    for (const wrong of [
      { collaboratorId },
      { collaboratorId, caseIds, matching: {} },
      { collaboratorId, matching: { status: ['lost'] } },
      { collaboratorId, matching: { sort: 'patient' } },
      { collaboratorId, matching: {}, ends: { on: 'date' } },
    ]) {
      const { status, body } = await preview('anna', wrong);
      expect({ status, body }).toMatchObject({ status: 422, body: { code: 'REQUEST.BODY_INVALID' } });
    }
  });

  it('says of every case what became of it, and agrees with the preview', async () => {
    const [free = '', same = '', other = ''] = caseIds;
    await share(same, [{ collaboratorId: entries.luis }]);
    await share(other, [{ collaboratorId: entries.luis, ends: { on: 'approval' } }]);
    const asked = { collaboratorId: entries.luis, caseIds: [free, same, other, NOBODY], purpose: 'treatment' };
    const terms = { pseudonymised: false, ends: { on: 'date', at: '2031-01-01T00:00:00Z' } };
    const { body } = await preview('anna', asked);
    expect(Object.fromEntries(body.cases.map(({ caseId, answer, code }) => [caseId, code ?? answer]))).toEqual({
      ...{ [free]: 'will-share', [same]: 'already-shared', [other]: 'already-shared', [NOBODY]: 'ACCESS.NOT_FOUND' },
    });
    const bulkId = await start('anna', { ...asked, ...terms });
    const { rows } = await report('anna', bulkId);
    const became = Object.fromEntries(rows.map(({ caseId, outcome, code }) => [caseId, [outcome, code]]));
    expect(became).toEqual({
      [free]: ['shared', null],
      [same]: ['changed-since', 'CASE.ALREADY_SHARED'],
      [other]: ['changed-since', 'CASE.ALREADY_SHARED'],
      [NOBODY]: ['refused', 'ACCESS.NOT_FOUND'],
    });
    const refused = await report('anna', bulkId, '?outcome=refused');
    expect(refused.rows).toMatchObject([{ caseId: NOBODY, orderNumber: null, patient: null }]);
    const first = await report('anna', bulkId, '?limit=3');
    const rest = await report('anna', bulkId, `?limit=3&cursor=${first.next}`);
    expect([...first.rows, ...rest.rows]).toEqual(rows);
    expect(rest.next).toBeUndefined();
  });

  it('leaves alone, when it is undone, what somebody changed since', async () => {
    const [, , , renewed = '', kept = ''] = caseIds;
    const bulkId = await start('anna', { collaboratorId: entries.luis, caseIds: [renewed, kept] });
    await share(renewed, [], [entries.luis]);
    await share(renewed, [{ collaboratorId: entries.luis }]);
    accepted(await people.anna.post(`/bulk-shares/${bulkId}/undo`));
    const { undoCounts } = await actWhen(people.anna, bulkId, 'undone');
    expect(undoCounts).toEqual({ restored: 1, 'changed-since': 1 });
    expect((await people.luis.get(`/cases/${renewed}`)).status).toBe(200);
    expect((await people.luis.get(`/cases/${kept}`)).status).toBe(404);
  });

  it('starts once and is undone once, however often the request comes', async () => {
    const key = randomUUID();
    const body = { collaboratorId: entries.jonas, caseIds };
    const first = await people.anna.post('/bulk-shares', body, { key });
    const again = await people.anna.post('/bulk-shares', body, { key });
    expect([again.status, again.body, again.position]).toEqual([201, first.body, first.position]);
    const { bulkId = '' } = accepted(first);
    await actWhen(people.anna, bulkId, 'completed');
    const changed = await people.anna.post('/bulk-shares', { ...body, caseIds: [caseIds[0]] }, { key });
    expect([changed.status, changed.body['code']]).toEqual([422, 'REQUEST.IDEMPOTENCY_KEY_REUSED']);
    const undo = randomUUID();
    const undone = await people.anna.post(`/bulk-shares/${bulkId}/undo`, {}, { key: undo });
    await actWhen(people.anna, bulkId, 'undone');
    const before = await factsIn(server.data);
    const repeated = await people.anna.post(`/bulk-shares/${bulkId}/undo`, {}, { key: undo });
    expect([repeated.status, repeated.position]).toEqual([200, undone.position]);
    accepted(await people.anna.post(`/bulk-shares/${bulkId}/undo`));
    expect(await factsIn(server.data)).toEqual(before);
  });

  it("touches nobody else's case, and tells nothing of it", async () => {
    const [annas = ''] = caseIds;
    const asked = { collaboratorId: meis.nora, caseIds: [annas, meis.caseId, NOBODY] };
    const { body } = await preview('mei', asked);
    const ofForeign = (id: string) =>
      body.cases.filter(({ caseId }) => caseId === id).map((one) => ({ ...one, caseId: '' }));
    expect(ofForeign(annas)).toEqual(ofForeign(NOBODY));
    expect(shareable(body)).toEqual([meis.caseId]);
    const bulkId = await start('mei', asked);
    const { rows } = await report('mei', bulkId);
    expect(rows.filter(({ outcome }) => outcome === 'shared').map(({ caseId }) => caseId)).toEqual([meis.caseId]);
    expect(rows.find(({ caseId }) => caseId === annas)).toMatchObject({
      ...{ orderNumber: null, patient: null, outcome: 'refused', code: 'ACCESS.NOT_FOUND' },
    });
    expect((await people.nora.get(`/cases/${annas}`)).status).toBe(404);
    for (const path of [`/bulk-shares/${bulkId}`, `/bulk-shares/${bulkId}/cases`])
      expect((await people.anna.get(path)).status).toBe(404);
    expect((await people.anna.post(`/bulk-shares/${bulkId}/undo`)).status).toBe(404);
  });

  it('lists the own acts alone, newest first, page by page', async () => {
    const { body } = await people.anna.get<Acts>('/bulk-shares');
    expect(body.rows).toHaveLength(4);
    const first = (await people.anna.get<Acts>('/bulk-shares?limit=2')).body;
    const rest = (await people.anna.get<Acts>(`/bulk-shares?limit=2&cursor=${first.next}`)).body;
    expect([...first.rows, ...rest.rows]).toEqual(body.rows);
    expect((await people.mei.get<Acts>('/bulk-shares')).body.rows).toHaveLength(1);
    expect((await people.mei.get(`/bulk-shares?cursor=${first.next}`)).status).toBe(400);
    expect((await people.luis.get('/bulk-shares')).status).toBe(403);
  });

  it('is refused as a whole, before anything is recorded, where no case could be shared', async () => {
    const before = await factsIn(server.data);
    const asked = { collaboratorId: entries.luis, caseIds };
    const past = { on: 'date', at: '2020-01-01T00:00:00Z' };
    for (const path of ['/bulk-shares/previews', '/bulk-shares']) {
      const codeOf = async (body: object) => (await people.anna.post(path, { ...asked, ...body })).body['code'];
      expect(await codeOf({ collaboratorId: NOBODY })).toBe('ROSTER.COLLABORATOR_UNKNOWN');
      expect(await codeOf({ purpose: 'teaching' })).toBe('CASE.PURPOSE_MISMATCH');
      expect(await codeOf({ ends: past })).toBe('CASE.END_IN_THE_PAST');
    }
    expect(await factsIn(server.data)).toEqual(before);
  });
});
