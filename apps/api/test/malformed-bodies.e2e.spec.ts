import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accepted } from './support/person.js';
import { annasPractice, emailOf, MIA, order, PASSWORD, type People, settle } from './support/practice.js';
import { ask, expectProblem } from './support/raw.js';
import { factsIn } from './support/recorded.js';
import { Server } from './support/server.js';
import { signIn } from './support/sign-in.js';

type Who = 'admin' | 'anna' | 'luis' | 'lab';

/** A body that is right, and for each of its fields values that are not. */
interface Shape {
  readonly who: Who;
  readonly right: Readonly<Record<string, unknown>>;
  /** By JSON pointer; `undefined` leaves the field out. */
  readonly wrong: Readonly<Record<string, readonly unknown[]>>;
}

const NO_TEXT = [undefined, '', 7, null, ['x']];
const NO_UUID = [undefined, 'luis', 7, null, '7b0a3c1e-0000-4000-8000'];
/** The middle three follow ISO 8601 and are no moment that can be recorded. */
const NO_MOMENT = [undefined, 'yesterday', '2026-02-30T09:00:00Z', '2026-W05-1', '2026-032', '20260201T090000Z', 7];

const LONG = 'x'.repeat(10_001);

/** Every body that the API takes. Ids in capitals are filled in when they are known. */
const SHAPES: Readonly<Record<string, Shape>> = {
  'POST /people': {
    who: 'admin',
    right: { name: 'Eve', email: 'eve@konsil.example', language: 'en' },
    wrong: {
      '/name': [...NO_TEXT, 'x'.repeat(201)],
      '/email': [undefined, 'eve', 'eve@', 7, null],
      '/language': [undefined, 'fr', 7, ''],
    },
  },
  'POST /people/LUIS/roles': {
    who: 'admin',
    right: { role: 'lab' },
    wrong: { '/role': [undefined, 'owner', 7, null, ['lab']] },
  },
  'POST /people/LUIS/audit-appointment': {
    who: 'admin',
    right: { providerIds: ['LUIS'], endsAt: '2030-01-01T00:00:00Z' },
    wrong: {
      '/providerIds': ['LUIS', [], ['anna'], [7], ['LUIS', 'LUIS']],
      '/endsAt': NO_MOMENT.slice(1),
    },
  },
  'POST /people/lookup': {
    who: 'anna',
    right: { email: emailOf('luis') },
    wrong: { '/email': [undefined, 'luis', 7] },
  },
  'POST /me/practices': { who: 'anna', right: { name: 'Elbe' }, wrong: { '/name': [...NO_TEXT, 'x'.repeat(201)] } },
  'PUT /me/language': { who: 'luis', right: { language: 'de' }, wrong: { '/language': [undefined, 'fr', 7, ''] } },
  'PUT /me/time-zone': {
    who: 'luis',
    right: { timeZone: 'Europe/Lisbon' },
    wrong: { '/timeZone': [undefined, '', 7, null, 'x'.repeat(65)] },
  },
  'PUT /me/notifications/setup-approved': {
    who: 'luis',
    right: { instant: true, summary: true },
    wrong: { '/instant': [undefined, 'yes', 7, null], '/summary': [undefined, 'no', 0] },
  },
  'PUT /me/views/7b0a3c1e-0000-4000-8000-000000000001': {
    who: 'luis',
    right: {
      ...{ name: 'Eilig', list: 'orders', filters: { status: ['action-needed'] }, columns: ['patient'] },
      sort: { by: 'patient', direction: 'ascending' },
    },
    wrong: {
      '/name': [...NO_TEXT, 'x'.repeat(101)],
      '/list': [undefined, 'patients', 7],
      '/filters': ['all', ['all'], { status: 'closed' }, { status: [7] }],
      '/columns': [undefined, 'patient', [7], Array.from({ length: 41 }, (_, n) => `c${n}`)],
      '/sort': [undefined, 'patient', 7],
      '/sort/by': [undefined, 7, 'x'.repeat(41)],
      '/sort/direction': [undefined, 'up'],
    },
  },
  'POST /organisations': {
    who: 'admin',
    right: { kind: 'lab', name: 'Alignco' },
    wrong: { '/kind': [undefined, 'bank', 7], '/name': [...NO_TEXT, 'x'.repeat(201)] },
  },
  'POST /organisations/ORGANISATION/members': {
    who: 'admin',
    right: { personId: 'LUIS' },
    wrong: { '/personId': NO_UUID },
  },
  'PUT /roster/attestation': {
    who: 'anna',
    right: { textVersion: '2026-01' },
    wrong: { '/textVersion': [...NO_TEXT, 'x'.repeat(33)] },
  },
  'PUT /roster/terms': {
    who: 'anna',
    right: { termsVersion: '2026-01' },
    wrong: { '/termsVersion': [...NO_TEXT, 'x'.repeat(33)] },
  },
  'PUT /roster/consent-policy': {
    who: 'anna',
    right: { policy: 'attestation' },
    wrong: { '/policy': [undefined, 'none', 7, null] },
  },
  'POST /roster/collaborators': {
    who: 'anna',
    right: { kind: 'mentor', email: emailOf('eve'), name: 'Eve', language: 'en', permissions: ['decline-setups'] },
    wrong: {
      '/kind': [undefined, 'friend', 7],
      '/email': [undefined, 'eve', 7],
      '/name': ['', 7, 'x'.repeat(201)],
      '/language': ['fr', 7],
      '/organisationId': ['PlanWell', 7],
      '/permissions': [undefined, 'decline-setups', ['approve-setups'], ['decline-setups', 'decline-setups'], [7]],
    },
  },
  'POST /orders': {
    who: 'anna',
    right: { kind: 'aligner', practiceId: 'PRACTICE', patient: MIA },
    wrong: {
      '/kind': [undefined, 'revision', 7],
      '/practiceId': NO_UUID,
      '/patient': ['Mia', 7, [MIA]],
      '/patientId': ['mia', 7],
      '/patient/givenName': [...NO_TEXT, 'x'.repeat(101)],
      '/patient/familyName': [...NO_TEXT, 'x'.repeat(101)],
      '/patient/birthDate': [undefined, '17.04.2009', '2009-02-30', '2009-04-17T00:00:00Z', 7, null],
      '/patient/surprise': ['x'],
    },
  },
  'POST /orders/search': {
    who: 'anna',
    right: { search: 'sommer', limit: 10 },
    wrong: {
      '/search': [7, ['x'], 'x'.repeat(201)],
      '/status': [['lost'], 7],
      '/limit': [0, 201, 'many', 1.5],
      '/sort': ['shoe-size', 7],
      '/direction': ['sideways'],
      '/activeSince': NO_MOMENT.slice(1),
      '/activeBefore': NO_MOMENT.slice(1),
      '/practiceId': [['hafen']],
      '/collaboratorId': [['luis']],
      '/collaboratorStatus': [['fine']],
      '/caseType': [['three']],
      '/category': [['other-things']],
      '/unread': ['perhaps', 7],
      '/cursor': [7, 'x'.repeat(4001)],
    },
  },
  'POST /collaborations/search': {
    who: 'luis',
    right: { search: 'sommer' },
    wrong: { '/search': [7], '/providerId': [['anna']], '/sort': ['collaborators'] },
  },
  'PATCH /cases/CASE/collaborators': {
    who: 'anna',
    right: { add: [{ collaboratorId: 'JONAS', ends: { on: 'date', at: '2030-01-01T00:00:00Z' } }], remove: [] },
    wrong: {
      '/add': ['luis', 7, null, Array.from({ length: 101 }, () => ({}))],
      '/remove': ['luis', 7, ['luis'], [7]],
      '/add/0/collaboratorId': NO_UUID,
      '/add/0/purpose': ['curiosity', 7],
      '/add/0/pseudonymised': ['yes', 7],
      '/add/0/ends': ['never', 7],
      '/add/0/ends/on': [undefined, 'never', 7],
      '/add/0/ends/at': NO_MOMENT,
      '/add/0/surprise': ['x'],
    },
  },
  'POST /bulk-shares/previews': {
    who: 'anna',
    right: { collaboratorId: 'JONAS', caseIds: ['CASE'], ends: { on: 'approval' }, limit: 10 },
    wrong: {
      '/collaboratorId': NO_UUID,
      '/caseIds': ['all', 7, [], ['luis'], [7]],
      '/matching': ['all', 7, [7], {}],
      '/purpose': ['curiosity', 7],
      '/pseudonymised': ['yes', 7],
      '/ends': ['never', 7],
      '/ends/on': [undefined, 'never', 7],
      '/limit': [0, 1001, 'many', 1.5],
      '/cursor': [7, 'x'.repeat(4001)],
    },
  },
  'POST /bulk-shares': {
    who: 'anna',
    right: {
      ...{ collaboratorId: 'JONAS', caseIds: ['CASE'], purpose: 'treatment', pseudonymised: false },
      ends: { on: 'date', at: '2030-01-01T00:00:00Z' },
    },
    wrong: {
      '/collaboratorId': NO_UUID,
      '/caseIds': [undefined, null, 'all', 7, [], ['luis'], [7]],
      '/purpose': ['curiosity', 7],
      '/pseudonymised': ['yes', 7],
      '/ends': ['never', 7],
      '/ends/on': [undefined, 'never', 7],
      '/ends/at': NO_MOMENT,
    },
  },
  'POST /cases/CASE/setups': {
    who: 'lab',
    right: { version: 2, occurredAt: '2026-02-01T09:00:00Z', viewerUrl: 'https://viewer.lab.example/2' },
    wrong: {
      '/version': [undefined, 0, 1.5, '2', null],
      '/occurredAt': NO_MOMENT,
      '/viewerUrl': ['http://viewer.lab.example/2', 'viewer', 7, 'javascript:alert(1)'],
    },
  },
  'POST /cases/CASE/setups/1/verdicts': {
    who: 'luis',
    right: { verdict: 'ready-for-approval', message: 'Good.' },
    wrong: {
      '/verdict': [undefined, 'approved', 7],
      '/message': [7, ['x'], LONG],
      '/collaboratorId': ['luis', 7],
    },
  },
  'POST /cases/CASE/setups/1/decline': {
    who: 'anna',
    right: { message: 'No.' },
    wrong: { '/message': [undefined, 7, null, LONG] },
  },
  'POST /cases/CASE/setups/1/send-back': {
    who: 'anna',
    right: { collaboratorId: 'JONAS', message: 'Again.' },
    wrong: { '/collaboratorId': NO_UUID, '/message': [undefined, 7, LONG] },
  },
  'POST /cases/CASE/setups/1/approval': {
    who: 'anna',
    right: { caseType: 'two' },
    wrong: { '/caseType': [undefined, 'three', 7, null] },
  },
  'POST /cases/CASE/conversations/ENTRY/messages': {
    who: 'anna',
    right: { text: 'Hello' },
    wrong: { '/text': [undefined, 7, null, LONG], '/corrects': ['that one', 7] },
  },
  'POST /cases/CASE/conversations/ENTRY/reads': {
    who: 'anna',
    right: { upTo: 0 },
    wrong: { '/upTo': [undefined, -1, 1.5, '1', null] },
  },
  'POST /patients/PATIENT/consents': {
    who: 'anna',
    right: {
      recipients: [{ of: 'kind', kind: 'colleague' }],
      purposes: ['treatment'],
      textVersion: '2026-01',
      evidence: { kind: 'signed-form', documentHash: '0'.repeat(64) },
      givenBy: 'guardian',
      guardianName: 'Petra Sommer',
      occurredAt: '2026-02-01T09:00:00Z',
      validUntil: '2030-01-01T00:00:00Z',
    },
    wrong: {
      '/recipients': [undefined, [], 'everyone', 7],
      '/recipients/0/of': [undefined, 'somebody', 7],
      '/recipients/0/kind': [undefined, 'friend', 7],
      '/purposes': [undefined, [], ['fun'], 'treatment', ['treatment', 'treatment']],
      '/textVersion': [...NO_TEXT, 'x'.repeat(201), 'For Mia Sommer', '-1'],
      '/evidence': [undefined, 'paper', 7],
      '/evidence/kind': [undefined, 'rumour', 7],
      '/evidence/documentHash': ['abc', 7, '0'.repeat(63), 'A'.repeat(64)],
      '/givenBy': [undefined, 'dentist', 7],
      '/guardianName': [undefined, '', 7, 'x'.repeat(201)],
      '/occurredAt': NO_MOMENT,
      '/validUntil': NO_MOMENT.slice(1),
    },
  },
  'POST /patients/PATIENT/withdrawal': {
    who: 'anna',
    right: { recipients: [{ of: 'recipient', recipientId: 'LUIS' }] },
    wrong: {
      '/recipients': [[], 'everyone', 7],
      '/recipients/0/of': [undefined, 'somebody'],
      '/recipients/0/recipientId': NO_UUID,
      '/declaredBy': ['dentist', 7],
      '/occurredAt': NO_MOMENT.slice(1),
    },
  },
};

describe('a body that is not what it must be', () => {
  let server: Server;
  let people: People;
  let ids: Readonly<Record<string, string>>;
  let tokens: Readonly<Record<Who, string>>;

  beforeAll(async () => {
    server = await Server.start();
    people = await settle(server);
    const { practiceId, entries } = await annasPractice(people);
    const { caseId, patientId } = await order(people.anna, practiceId);
    const add = [{ collaboratorId: entries.luis }];
    accepted(await people.anna.patch(`/cases/${caseId}/collaborators`, { add, remove: [] }));
    accepted(await people.lab.post(`/cases/${caseId}/setups`, { version: 1, occurredAt: '2026-02-01T09:00:00Z' }));
    const { organisationId = '' } = accepted(await people.admin.post('/organisations', { kind: 'lab', name: 'Lab' }));
    ids = {
      LUIS: people.luis.personId,
      ENTRY: entries.luis,
      JONAS: entries.jonas,
      PRACTICE: practiceId,
      CASE: caseId,
      PATIENT: patientId,
      ORGANISATION: organisationId,
    };
    const token = async (who: Who) => (await signIn(server.url, emailOf(who), PASSWORD)).accessToken;
    tokens = {
      admin: await token('admin'),
      anna: await token('anna'),
      luis: await token('luis'),
      lab: await token('lab'),
    };
  });

  afterAll(() => server.remove());

  const withIds = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value).replaceAll(/\b[A-Z]{4,}\b/g, (name) => ids[name] ?? name)) as T;

  describe.each(Object.entries(SHAPES))('%s', (route, { who, right, wrong }) => {
    const send = (json: unknown) => {
      const [method = '', path = ''] = withIds(route).split(' ');
      return ask(server.url + path, { method, token: tokens[who], json });
    };

    it('names each wrong field, and changes nothing', async () => {
      const before = await factsIn(server.data);
      for (const [pointer, values] of [...Object.entries(wrong), ['/surprise', ['x']] as const]) {
        for (const value of values) {
          const answer = await send(changed(withIds(right), pointer, value === undefined ? undefined : withIds(value)));
          const problem = await expectProblem(answer, 422, 'REQUEST.BODY_INVALID');
          const named = problem.errors?.some((mistake) => isAtOrBelow(mistake.pointer, pointer));
          expect({ pointer, value, named, errors: problem.errors }).toMatchObject({ named: true });
          if (typeof value === 'string' && value.length > 3) expect(problem.detail).not.toContain(value);
        }
      }
      expect(await factsIn(server.data)).toEqual(before);
    });
  });

  // Beside the others, so that nothing that they need has changed by then.
  it.each(Object.keys(SHAPES))('the body that is right is taken for what it is (control): %s', async (route) => {
    const { who, right } = SHAPES[route] ?? { who: 'anna', right: {} };
    const [method = '', path = ''] = withIds(route).split(' ');
    const answer = await ask(server.url + path, { method, token: tokens[who], json: withIds(right) });
    const { code } = (await answer.json()) as { code?: string };
    // A rule may say no by then; the shape may not.
    expect(code ?? '').not.toMatch(/^(REQUEST|INTERNAL|ACCESS)\./);
  });
});

const isAtOrBelow = (named: string, pointer: string): boolean => named === pointer || named.startsWith(`${pointer}/`);

/** A copy with one field changed, or taken out. */
const changed = (right: object, pointer: string, value: unknown): unknown => {
  const copy = structuredClone(right) as Record<string, unknown>;
  const names = pointer.split('/').slice(1);
  const last = names.pop() ?? '';
  const place = names.reduce<Record<string, unknown>>((at, name) => at[name] as Record<string, unknown>, copy);
  if (value === undefined) delete place[last];
  else place[last] = value;
  return copy;
};
