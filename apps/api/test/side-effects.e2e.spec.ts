import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accepted } from './support/person.js';
import { annasPractice, collaborate, emailOf, order, type People, settle } from './support/practice.js';
import { Server } from './support/server.js';

/** What a request leaves behind beyond its answer: nothing where it was refused, the right names where it was not. */
describe('what a request leaves behind', () => {
  let server: Server;
  let people: People;
  let practice: Awaited<ReturnType<typeof annasPractice>>;

  beforeAll(async () => {
    server = await Server.start();
    people = await settle(server);
    practice = await annasPractice(people);
  });

  afterAll(() => server.remove());

  const head = async (): Promise<number> => {
    const response = await fetch(`${server.url}/readyz`);
    const { checks } = (await response.json()) as { checks: { log: { facts: { headPosition: number } } } };
    return checks.log.facts.headPosition;
  };
  const found = async (email: string) =>
    (await people.anna.search<{ found: boolean }>('/people/lookup', { email })).body.found;

  it('a person who is refused is not known afterwards', async () => {
    const before = await head();
    const refused = await people.admin.post('/people', { name: '   ', email: 'nobody@konsil.example', language: 'de' });
    expect(refused.status).toBe(422);
    expect(await head()).toBe(before);
    // The address was not taken: who comes with it later is somebody else's choice of name.
    const made = await people.admin.post('/people', { name: 'Nora', email: 'nobody@konsil.example', language: 'de' });
    expect(made.status).toBe(201);
    expect(await head()).toBe(before + 1);
  });

  it('a collaborator who is refused is not provisioned, also where the address is taken but has no account', async () => {
    // Mei has a practice, but has neither attested nor accepted the terms.
    accepted(await people.mei.post('/me/practices', { name: 'Tokyo' }));
    const before = await head();
    const add = (name: string) =>
      people.mei.post('/roster/collaborators', {
        kind: 'colleague',
        name,
        email: 'stranger@konsil.example',
        permissions: ['decline-setups'],
      });
    expect((await add('A Stranger')).body['code']).toBe('ROSTER.CONSENT_NOT_ATTESTED');
    expect((await add('   ')).status).toBe(409);
    expect(await head()).toBe(before);
    expect(await found('stranger@konsil.example')).toBe(false);
  });

  it('a key that came with another body keeps the answer of its first request', async () => {
    const key = randomUUID();
    const first = { kind: 'mentor', email: emailOf('mei'), permissions: ['decline-setups'] };
    const made = await people.anna.post('/roster/collaborators', first, { key });
    expect(made.status).toBe(201);
    const unknown = { ...first, email: 'unknown@konsil.example' };
    expect((await people.anna.post('/roster/collaborators', unknown, { key })).body['code']).toBe(
      'REQUEST.IDEMPOTENCY_KEY_REUSED',
    );
    const again = await people.anna.post('/roster/collaborators', first, { key });
    expect({ status: again.status, body: again.body }).toEqual({ status: made.status, body: made.body });
  });

  it('a stranger who marks messages as read learns nothing, not even where the log ends', async () => {
    const { caseId } = await order(people.anna, practice.practiceId);
    const path = `/cases/${caseId}/conversations/${practice.entries.luis}/reads`;
    const refused = await people.nora.post(path, { upTo: 9_000_000_000 });
    expect(refused.status).toBe(404);
    expect(JSON.stringify(refused.body)).not.toContain('head');
  });

  it('an id in upper case is refused and not taken for another one', async () => {
    const { caseId, patientId } = await order(people.anna, practice.practiceId);
    const { luis } = practice.entries;
    accepted(
      await people.anna.patch(`/cases/${caseId}/collaborators`, { add: [{ collaboratorId: luis }], remove: [] }),
    );
    const unshare = { add: [], remove: [luis.toUpperCase()] };
    expect((await people.anna.patch(`/cases/${caseId}/collaborators`, unshare)).status).toBe(422);
    const recipients = [{ of: 'recipient', recipientId: people.luis.personId.toUpperCase() }];
    expect((await people.anna.post(`/patients/${patientId}/withdrawal`, { recipients })).status).toBe(422);
  });

  it('an answer about what has never been recorded names no revision and no position', async () => {
    accepted(await people.nora.post('/me/practices', { name: 'Praxis Lind' }));
    const reply = await people.nora.put('/roster/consent-policy', { policy: 'attestation' });
    expect({ status: reply.status, etag: reply.etag, position: reply.position }).toEqual({
      status: 200,
      etag: null,
      position: -1,
    });
  });

  it('who accepts an invitation does so for themself, or for the organisation, never for the provider', async () => {
    const planning = { kind: 'treatment-planning-service', name: 'PlanWell' };
    const { organisationId = '' } = accepted(await people.admin.post('/organisations', planning));
    const { nora, admin, anna } = people;
    accepted(await admin.post(`/organisations/${organisationId}/members`, { personId: nora.personId }));
    const entry = await collaborate(anna, nora, { kind: 'treatment-planning-service', organisationId });
    accepted(await admin.post(`/people/${admin.personId}/audit-appointment`));
    const trail = await admin.get<{
      entries: { eventType: string; collaboratorId: string; onBehalfOf: string | null }[];
    }>('/audit/entries?limit=1000');
    const acceptances = trail.body.entries.filter(({ eventType }) => eventType === 'InvitationAccepted');
    const ofLuis = acceptances.find(({ collaboratorId }) => collaboratorId === practice.entries.luis);
    expect(ofLuis?.onBehalfOf).toBeNull();
    expect(acceptances.find(({ collaboratorId }) => collaboratorId === entry)?.onBehalfOf).toBe(organisationId);
  });
});
