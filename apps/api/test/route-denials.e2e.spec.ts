import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actWhen } from './support/bulk.js';
import { accepted, type Person } from './support/person.js';
import { annasPractice, becomeProvider, emailOf, order, type People, settle } from './support/practice.js';
import { ask } from './support/raw.js';
import { factsIn } from './support/recorded.js';
import { Server } from './support/server.js';

/** What a route answers to somebody: a refusal with its code, or success with nothing of anybody else in it. */
type Expected = readonly [status: number, code?: string];

const ROLE: Expected = [403, 'ACCESS.ROLE_MISSING'];
const UNKNOWN: Expected = [404, 'ACCESS.NOT_FOUND'];
const NO_ENTRY: Expected = [422, 'ROSTER.COLLABORATOR_UNKNOWN'];
const OWN: Expected = [200];
const OWN_NEW: Expected = [201];

interface Row {
  readonly body?: unknown;
  /** Signed in, without role, practice and any relation to anybody's case. */
  readonly stranger: Expected;
  /** A provider with a practice of her own, who asks for Anna's things. */
  readonly otherProvider: Expected;
}

const CONSENT = {
  recipients: [{ of: 'everyone' }],
  purposes: ['treatment'],
  textVersion: '2026-01',
  evidence: { kind: 'e-form' },
  givenBy: 'patient',
  occurredAt: '2026-02-01T09:00:00.000Z',
};

const VIEW = { name: 'Eilig', list: 'orders', columns: ['patient'], sort: { by: 'patient', direction: 'ascending' } };

/** Written by hand, from docs and rules; a route that is not here fails the test. Ids in braces are Anna's. */
const ROUTES: Readonly<Record<string, (ids: Readonly<Record<string, string>>) => Row>> = {
  'POST /people': () => ({
    body: { name: 'Eve', email: 'eve@konsil.example', language: 'en' },
    stranger: ROLE,
    otherProvider: ROLE,
  }),
  'POST /people/{personId}/roles': () => ({ body: { role: 'administrator' }, stranger: ROLE, otherProvider: ROLE }),
  'DELETE /people/{personId}/roles/{role}': () => ({ stranger: ROLE, otherProvider: ROLE }),
  'POST /people/{personId}/audit-appointment': () => ({ body: {}, stranger: ROLE, otherProvider: ROLE }),
  'DELETE /people/{personId}/audit-appointment': () => ({ stranger: ROLE, otherProvider: ROLE }),
  'POST /people/{personId}/registration-links': () => ({ stranger: ROLE, otherProvider: ROLE }),
  'POST /people/lookup': () => ({ body: { email: emailOf('anna') }, stranger: ROLE, otherProvider: OWN }),
  'GET /me': () => ({ stranger: OWN, otherProvider: OWN }),
  'GET /me/preferences': () => ({ stranger: OWN, otherProvider: OWN }),
  'PUT /me/language': () => ({ body: { language: 'en' }, stranger: OWN, otherProvider: OWN }),
  'PUT /me/time-zone': () => ({ body: { timeZone: 'Asia/Tokyo' }, stranger: OWN, otherProvider: OWN }),
  'PUT /me/notifications/{kind}': () => ({
    body: { instant: true, summary: false },
    stranger: OWN,
    otherProvider: OWN,
  }),
  'GET /me/views': () => ({ stranger: OWN, otherProvider: OWN }),
  'PUT /me/views/{viewId}': () => ({ body: VIEW, stranger: OWN, otherProvider: OWN }),
  'DELETE /me/views/{viewId}': () => ({ stranger: OWN, otherProvider: OWN }),
  'GET /audit/entries': () => ({ stranger: ROLE, otherProvider: ROLE }),
  'GET /cases/{caseId}': () => ({ stranger: UNKNOWN, otherProvider: UNKNOWN }),
  'PATCH /cases/{caseId}/collaborators': ({ collaboratorId }) => ({
    body: { add: [], remove: [collaboratorId] },
    stranger: UNKNOWN,
    otherProvider: UNKNOWN,
  }),
  'POST /cases/{caseId}/setups': () => ({
    body: { version: 2, occurredAt: '2026-02-01T09:00:00.000Z' },
    stranger: ROLE,
    otherProvider: ROLE,
  }),
  'POST /cases/{caseId}/setups/{version}/verdicts': () => ({
    body: { verdict: 'ready-for-approval' },
    stranger: UNKNOWN,
    otherProvider: UNKNOWN,
  }),
  'POST /cases/{caseId}/setups/{version}/decline': () => ({
    body: { message: 'No.' },
    stranger: UNKNOWN,
    otherProvider: UNKNOWN,
  }),
  'POST /cases/{caseId}/setups/{version}/send-back': ({ collaboratorId }) => ({
    body: { collaboratorId, message: 'Again.' },
    stranger: UNKNOWN,
    otherProvider: UNKNOWN,
  }),
  'POST /cases/{caseId}/setups/{version}/approval': () => ({
    body: { caseType: 'two' },
    stranger: UNKNOWN,
    otherProvider: UNKNOWN,
  }),
  'POST /cases/{caseId}/closure': () => ({ stranger: UNKNOWN, otherProvider: UNKNOWN }),
  'GET /cases/{caseId}/conversations/{collaboratorId}/messages': () => ({ stranger: UNKNOWN, otherProvider: UNKNOWN }),
  'POST /cases/{caseId}/conversations/{collaboratorId}/messages': () => ({
    body: { text: 'Hello?' },
    stranger: UNKNOWN,
    otherProvider: UNKNOWN,
  }),
  'POST /cases/{caseId}/conversations/{collaboratorId}/reads': () => ({
    body: { upTo: 1 },
    stranger: UNKNOWN,
    otherProvider: UNKNOWN,
  }),
  'GET /collaborations': () => ({ stranger: OWN, otherProvider: OWN }),
  'POST /collaborations/search': () => ({ body: { search: 'sommer' }, stranger: OWN, otherProvider: OWN }),
  'POST /bulk-shares/previews': ({ collaboratorId }) => ({
    body: { collaboratorId, matching: {} },
    stranger: ROLE,
    otherProvider: OWN,
  }),
  'POST /bulk-shares': ({ collaboratorId, caseId }) => ({
    body: { collaboratorId, caseIds: [caseId] },
    stranger: ROLE,
    otherProvider: NO_ENTRY,
  }),
  'GET /bulk-shares': () => ({ stranger: ROLE, otherProvider: OWN }),
  'GET /bulk-shares/{bulkId}': () => ({ stranger: ROLE, otherProvider: UNKNOWN }),
  'GET /bulk-shares/{bulkId}/cases': () => ({ stranger: ROLE, otherProvider: UNKNOWN }),
  'POST /bulk-shares/{bulkId}/undo': () => ({ stranger: ROLE, otherProvider: UNKNOWN }),
  'GET /planning-orders': () => ({ stranger: OWN, otherProvider: OWN }),
  'GET /overdue-reviews': () => ({ stranger: ROLE, otherProvider: OWN }),
  'GET /due-times': () => ({ stranger: ROLE, otherProvider: OWN }),
  'GET /orders': () => ({ stranger: ROLE, otherProvider: OWN }),
  'POST /orders/search': () => ({ body: { search: 'sommer' }, stranger: ROLE, otherProvider: OWN }),
  'POST /orders': ({ practiceId, patientId }) => ({
    body: { kind: 'aligner', practiceId, patientId },
    stranger: ROLE,
    otherProvider: UNKNOWN,
  }),
  'POST /organisations': () => ({ body: { kind: 'lab', name: 'Mine' }, stranger: ROLE, otherProvider: ROLE }),
  'POST /organisations/{organisationId}/members': ({ personId }) => ({
    body: { personId },
    stranger: ROLE,
    otherProvider: ROLE,
  }),
  'DELETE /organisations/{organisationId}/members/{personId}': () => ({ stranger: ROLE, otherProvider: ROLE }),
  'GET /patients': () => ({ stranger: ROLE, otherProvider: OWN }),
  'GET /patients/{patientId}': () => ({ stranger: ROLE, otherProvider: UNKNOWN }),
  'POST /patients/{patientId}/consents': () => ({ body: CONSENT, stranger: ROLE, otherProvider: UNKNOWN }),
  'POST /patients/{patientId}/consents/{consentId}/withdrawal': () => ({
    body: {},
    stranger: ROLE,
    otherProvider: UNKNOWN,
  }),
  'POST /patients/{patientId}/withdrawal': () => ({ body: {}, stranger: ROLE, otherProvider: UNKNOWN }),
  'GET /roster': () => ({ stranger: ROLE, otherProvider: OWN }),
  'PUT /roster/attestation': () => ({ body: { textVersion: '2026-01' }, stranger: ROLE, otherProvider: OWN }),
  'PUT /roster/terms': () => ({ body: { termsVersion: '2026-01' }, stranger: ROLE, otherProvider: OWN }),
  'PUT /roster/consent-policy': () => ({ body: { policy: 'attestation' }, stranger: ROLE, otherProvider: OWN }),
  'POST /roster/collaborators': ({ organisationId }) => ({
    body: { kind: 'treatment-planning-service', organisationId, permissions: ['decline-setups'] },
    stranger: ROLE,
    otherProvider: OWN_NEW,
  }),
  'DELETE /roster/collaborators/{collaboratorId}': () => ({ stranger: ROLE, otherProvider: UNKNOWN }),
  'GET /invitations': () => ({ stranger: OWN, otherProvider: OWN }),
  'POST /providers/{providerId}/invitations/{collaboratorId}/acceptance': () => ({
    stranger: UNKNOWN,
    otherProvider: UNKNOWN,
  }),
  // The last one: who has opened a practice is a provider, and no stranger any more.
  'POST /me/practices': () => ({ body: { name: 'Mine' }, stranger: OWN_NEW, otherProvider: OWN_NEW }),
};

/** Health says nothing of anybody. */
const PUBLIC = ['GET /livez', 'GET /readyz'];
/** Their answers do not end; who is told what is asked in `live.e2e.spec.ts`, and by the law of denials of the live changes. */
const STREAMS = ['GET /live'];

describe('every route of the API', () => {
  let server: Server;
  let people: People;
  let ids: Readonly<Record<string, string>>;
  let described: readonly string[];
  /** What no answer to anybody but Anna's own people may hold. */
  let secrets: readonly string[];

  beforeAll(async () => {
    server = await Server.start();
    people = await settle(server);
    const { practiceId, entries } = await annasPractice(people);
    const { caseId, patientId, orderNumber } = await order(people.anna, practiceId);
    const collaboratorId = entries.luis;
    accepted(await people.anna.patch(`/cases/${caseId}/collaborators`, { add: [{ collaboratorId }], remove: [] }));
    accepted(await people.lab.post(`/cases/${caseId}/setups`, { version: 1, occurredAt: '2026-02-01T09:00:00Z' }));
    const { consentId = '' } = accepted(await people.anna.post(`/patients/${patientId}/consents`, CONSENT));
    const { organisationId = '' } = accepted(
      await people.admin.post('/organisations', { kind: 'treatment-planning-service', name: 'PlanWell' }),
    );
    const inBulk = { collaboratorId: entries.jonas, caseIds: [caseId] };
    const { bulkId = '' } = accepted(await people.anna.post('/bulk-shares', inBulk));
    await actWhen(people.anna, bulkId, 'completed');
    await becomeProvider(people.mei, 'Praxis Tanaka');
    ids = {
      bulkId,
      caseId,
      patientId,
      practiceId,
      collaboratorId,
      consentId,
      organisationId,
      personId: people.luis.personId,
      providerId: people.anna.personId,
      role: 'lab',
      kind: 'setup-approved',
      viewId: '7b0a3c1e-0000-4000-8000-000000000001',
      version: '1',
    };
    secrets = [caseId, patientId, orderNumber, 'Mia', 'Sommer'];
    const document = (await (await fetch(`${server.url}/openapi.json`)).json()) as { paths: Record<string, object> };
    described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
  });

  afterAll(() => server.remove());

  const parts = (route: string): readonly [method: string, path: string] => {
    const [method = '', template = ''] = route.split(' ');
    return [
      method,
      template.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? fail(`${route}: no ${name} in the test`)),
    ];
  };

  it('has its row here, and every row its route', () => {
    expect([...described].sort()).toEqual([...Object.keys(ROUTES), ...PUBLIC, ...STREAMS].sort());
  });

  it.each(PUBLIC)('%s is open to anybody', async (route) => {
    const [method, path] = parts(route);
    expect((await ask(server.url + path, { method })).status).toBe(200);
  });

  describe.each(Object.keys(ROUTES))('%s', (route) => {
    const row = (): Row => ROUTES[route]?.(ids) ?? fail('no row');

    it('without a token: 401, and nothing happens', async () => {
      const [method, path] = parts(route);
      const before = await factsIn(server.data);
      const { body } = row();
      const answer = await ask(server.url + path, { method, ...(body !== undefined && { json: body }) });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toContain('Bearer');
      expect(await answer.json()).toMatchObject({ code: 'ACCESS.NOT_SIGNED_IN' });
      expect(await factsIn(server.data)).toEqual(before);
    });

    const asked = async (person: Person, [status, code]: Expected) => {
      const [method, path] = parts(route);
      const before = await factsIn(server.data);
      const answer = await send(person, method, path, row().body);
      expect({ status: answer.status, code: answer.body['code'] }).toEqual({ status, code });
      if (status >= 400) expect(await factsIn(server.data)).toEqual(before);
      const text = JSON.stringify(answer.body);
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    };

    it('to a person without any role or relation', () => asked(people.nora, row().stranger));
    it("to another provider, of Anna's things", () => asked(people.mei, row().otherProvider));
  });
});

const send = (person: Person, method: string, path: string, body: unknown) => {
  switch (method) {
    case 'GET':
      return person.get<Readonly<Record<string, unknown>>>(path);
    case 'PUT':
      return person.put(path, body);
    case 'PATCH':
      return person.patch(path, body);
    case 'DELETE':
      return person.delete(path);
    default:
      return person.post(path, body);
  }
};

const fail = (reason: string): never => {
  throw new Error(reason);
};
