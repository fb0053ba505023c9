import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accepted } from './support/person.js';
import { becomeProvider, order, type People, settle } from './support/practice.js';
import { Server } from './support/server.js';

describe('The ETag of an answer', () => {
  let server: Server;
  let people: People;
  let patientId: string;
  let caseId: string;

  beforeAll(async () => {
    server = await Server.start();
    people = await settle(server);
    const practiceId = await becomeProvider(people.anna, 'Kieferorthopädie am Hafen');
    ({ patientId, caseId } = await order(people.anna, practiceId));
  });

  afterAll(() => server.remove());

  /** The ETag of what is at the path, which is the revision in the answer. */
  const shown = async (path: string): Promise<string> => {
    const { etag, body } = await people.anna.get<{ revision: number }>(path);
    expect(etag).toBe(`"${body.revision}"`);
    return etag ?? '';
  };

  const outdated = { status: 412, body: expect.objectContaining({ code: 'REQUEST.REVISION_MOVED' }) as unknown };

  it('of a patient is good for one change of the patient', async () => {
    const path = `/patients/${patientId}`;
    const ifMatch = await shown(path);
    const recipients = (kind: string) => ({ recipients: [{ of: 'kind', kind }] });
    expect(await people.anna.post(`${path}/withdrawal`, recipients('mentor'), { ifMatch })).toMatchObject({
      status: 200,
    });
    expect(await people.anna.post(`${path}/withdrawal`, recipients('colleague'), { ifMatch })).toMatchObject(outdated);
    expect(await shown(path)).not.toBe(ifMatch);
  });

  it('of the roster is good for one change of the roster', async () => {
    const ifMatch = await shown('/roster');
    const choose = (policy: string) => people.anna.put('/roster/consent-policy', { policy }, { ifMatch });
    expect(await choose('per-patient')).toMatchObject({ status: 200 });
    expect(await choose('attestation')).toMatchObject(outdated);
  });

  it('of a case is good for one change of the case', async () => {
    const path = `/cases/${caseId}`;
    const ifMatch = await shown(path);
    expect(await people.anna.post(`${path}/closure`, {}, { ifMatch: '"7"' })).toMatchObject(outdated);
    expect(await people.anna.post(`${path}/closure`, {}, { ifMatch })).toMatchObject({ status: 200 });
  });

  it('is absent where nothing has been recorded', async () => {
    accepted(await people.nora.post('/me/practices', { name: 'Praxis Lind' }));
    const { etag, body } = await people.nora.get<{ revision: number }>('/roster');
    expect([etag, body.revision]).toEqual([null, -1]);
  });
});
