import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accepted } from './support/person.js';
import { annasPractice, collaborate, emailOf, order, type People, settle } from './support/practice.js';
import { Server } from './support/server.js';

const NOBODY = '5a0c7f1e-0000-4000-8000-000000000000';

interface Trail {
  readonly entries: readonly {
    readonly eventType: string;
    readonly actorId: string;
    readonly subjectId: string;
    readonly collaboratorId: string | null;
    readonly onBehalfOf: string | null;
  }[];
}

describe('what an administrator does with accounts', () => {
  let server: Server;
  let people: People;
  /** As of a position of the log, which may be somebody else's. */
  const trail = async (waitFor: number) =>
    (await people.mei.get<Trail>('/audit/entries?limit=1000', { waitFor })).body.entries;

  beforeAll(async () => {
    server = await Server.start();
    people = await settle(server);
    accepted(await people.admin.post(`/people/${people.mei.personId}/audit-appointment`, {}));
  });
  afterAll(() => server.stop());

  it('each link that was handed out is in the trail, with who handed it out', async () => {
    const { admin } = people;
    const newcomer = { name: 'Eve', email: emailOf('eve'), language: 'en' };
    const { personId = '' } = accepted(await admin.post('/people', newcomer));
    const reply = await admin.post(`/people/${personId}/registration-links`);
    expect(accepted(reply)['link']).toContain('/register/');
    const entries = await trail(reply.position);
    const handedOut = entries.filter(({ eventType }) => eventType === 'RegistrationLinkHandedOut');
    expect(handedOut.at(-1)).toMatchObject({ actorId: admin.personId, subjectId: personId });
    const registered = await admin.post(`/people/${people.anna.personId}/registration-links`);
    expect([registered.status, registered.body['code']]).toEqual([409, 'ACCOUNT.ALREADY_REGISTERED']);
    expect((await admin.post(`/people/${NOBODY}/registration-links`)).body['code']).toBe('ACCOUNT.UNKNOWN');
  });

  it('nobody takes their own administration away', async () => {
    const own = await people.admin.delete(`/people/${people.admin.personId}/roles/administrator`);
    expect([own.status, own.body['code']]).toEqual([422, 'ACCOUNT.NOT_ONESELF']);
  });

  it('an auditor audits providers that there are, and nothing any more once dismissed', async () => {
    const appointment = `/people/${people.jonas.personId}/audit-appointment`;
    const unknown = await people.admin.post(appointment, { providerIds: [NOBODY] });
    expect(unknown.body['code']).toBe('ACCOUNT.PROVIDER_UNKNOWN');
    accepted(await people.admin.post(appointment, {}));
    expect((await people.jonas.get('/audit/entries')).status).toBe(200);
    accepted(await people.admin.delete(appointment));
    expect((await people.jonas.get('/audit/entries')).status).toBe(403);
  });

  it('only who has an account works for an organisation; who stands to a case as two says as which they judge', async () => {
    const { admin, anna, nora, lab } = people;
    const planning = { kind: 'treatment-planning-service', name: 'PlanWell' };
    const { organisationId = '' } = accepted(await admin.post('/organisations', planning));
    const unknown = await admin.post(`/organisations/${organisationId}/members`, { personId: NOBODY });
    expect(unknown.body['code']).toBe('ORGANISATION.MEMBER_UNKNOWN');
    accepted(await admin.post(`/organisations/${organisationId}/members`, { personId: nora.personId }));
    const { practiceId } = await annasPractice(people);
    const herself = await collaborate(anna, nora, { kind: 'mentor', email: emailOf('nora') });
    const planWell = await collaborate(anna, nora, { kind: 'treatment-planning-service', organisationId });
    const { caseId } = await order(anna, practiceId);
    const add = [{ collaboratorId: herself, purpose: 'teaching' }, { collaboratorId: planWell }];
    accepted(await anna.patch(`/cases/${caseId}/collaborators`, { add, remove: [] }));
    accepted(await lab.post(`/cases/${caseId}/setups`, { version: 1, occurredAt: '2026-02-01T09:00:00Z' }));
    let position = 0;
    for (const collaboratorId of [planWell, herself]) {
      const verdict = { verdict: 'ready-for-approval', collaboratorId };
      const reply = await nora.post(`/cases/${caseId}/setups/1/verdicts`, verdict);
      accepted(reply);
      ({ position } = reply);
    }
    const verdicts = (await trail(position)).filter(({ eventType }) => eventType === 'SetupMarkedReady');
    expect(verdicts).toMatchObject([
      { actorId: nora.personId, collaboratorId: planWell, onBehalfOf: organisationId },
      { actorId: nora.personId, collaboratorId: herself, onBehalfOf: null },
    ]);
  });
});
