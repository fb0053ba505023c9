import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accepted, type Person, type Reply } from './support/person.js';
import { annasPractice, order, type People, settle } from './support/practice.js';
import { Server } from './support/server.js';
import type { ConversationPage, DashboardPage, OrdersPage, PatientDetails } from './support/views.js';

const CONSENT = {
  recipients: [{ of: 'kind', kind: 'colleague' }],
  purposes: ['treatment'],
  textVersion: '2026-01',
  evidence: { kind: 'signed-form', documentHash: '0'.repeat(64) },
  givenBy: 'patient',
  occurredAt: '2026-02-01T09:00:00.000Z',
};

/** A name that stands nowhere else, in all its parts. */
const ZELDA = { givenName: 'Zelda', familyName: 'Quastenflosser', birthDate: '2011-11-23' };

describe('what consent opens and ends (journey 9)', () => {
  let server: Server;
  let people: People;
  let practiceId: string;
  let luis: string;
  let jonas: string;
  let planWell: string;
  let organisationId: string;

  beforeAll(async () => {
    server = await Server.start();
    people = await settle(server);
    const practice = await annasPractice(people);
    practiceId = practice.practiceId;
    ({ luis, jonas } = practice.entries);
    const { admin, anna, nora } = people;
    const service = { kind: 'treatment-planning-service', name: 'PlanWell' };
    ({ organisationId = '' } = accepted(await admin.post('/organisations', service)));
    accepted(await admin.post(`/organisations/${organisationId}/members`, { personId: nora.personId }));
    const entry = { kind: 'treatment-planning-service', organisationId, permissions: ['decline-setups'] };
    ({ collaboratorId: planWell = '' } = accepted(await anna.post('/roster/collaborators', entry)));
    accepted(await nora.post(`/providers/${anna.personId}/invitations/${planWell}/acceptance`));
  });

  afterAll(() => server.remove());

  /** Position of the newest act that ended nothing: who looks waits for it, and for nothing that ends access. */
  let opened = -1;
  const opening = (reply: Reply): Reply => {
    opened = Math.max(opened, reply.position);
    return reply;
  };
  const share = async (caseId: string, collaboratorId: string, options: object = {}) =>
    opening(
      await people.anna.patch(`/cases/${caseId}/collaborators`, { add: [{ collaboratorId, ...options }], remove: [] }),
    );
  const consent = async (patientId: string, changes: object = {}) =>
    accepted(opening(await people.anna.post(`/patients/${patientId}/consents`, { ...CONSENT, ...changes })));
  const talk = (caseId: string, entry: string) => `/cases/${caseId}/conversations/${entry}/messages`;
  const say = async (person: Person, caseId: string, entry: string, text: string) =>
    accepted(opening(await person.post(talk(caseId, entry), { text })));
  const setup = async (caseId: string) => {
    const made = { version: 1, occurredAt: '2026-02-01T09:00:00Z' };
    return accepted(opening(await people.lab.post(`/cases/${caseId}/setups`, made)));
  };
  /** A query that shows everything that was opened. */
  const look = <Body>(person: Person, path: string) => person.get<Body>(path, opened >= 0 ? { waitFor: opened } : {});
  const statusOf = async (person: Person, caseId: string) => (await look(person, `/cases/${caseId}`)).status;

  /** Everything through which a person could learn of a case: the case, its messages, the list and its counts. */
  const sees = async (person: Person, caseId: string, entry: string) => {
    const [details, messages, dashboard, post, verdict] = [
      await look(person, `/cases/${caseId}`),
      await look(person, talk(caseId, entry)),
      await look<DashboardPage>(person, '/collaborations?limit=200'),
      // Refused by their shape or their rule where the case is known: neither leaves anything.
      await person.post(talk(caseId, entry), { text: '' }),
      await person.post(`/cases/${caseId}/setups/99/verdicts`, { verdict: 'ready-for-approval' }),
    ];
    expect(dashboard.status).toBe(200);
    return {
      details: details.status !== 404,
      messages: messages.status !== 404,
      listed: dashboard.body.rows.some((row) => row.caseId === caseId),
      mayPost: post.status !== 404,
      mayJudge: verdict.status !== 404,
    };
  };
  const everything = { details: true, messages: true, listed: true, mayPost: true, mayJudge: true };
  const nothing = { details: false, messages: false, listed: false, mayPost: false, mayJudge: false };

  /**
   * Opens something to Luis that ends by itself, sees it open and asks until it is not. Where the machine is so slow
   * that the end comes before the first look, again with a later end.
   */
  const endsByItself = async (open: (caseId: string, patientId: string, end: string) => Promise<unknown>) => {
    for (const milliseconds of [2_000, 8_000, 30_000]) {
      const { caseId, patientId } = await order(people.anna, practiceId);
      const end = new Date(Date.now() + milliseconds).toISOString();
      await open(caseId, patientId, end);
      const first = await statusOf(people.luis, caseId);
      if (first === 404 && Date.now() >= Date.parse(end)) continue;
      expect(first).toBe(200);
      while ((await statusOf(people.luis, caseId)) !== 404) expect(Date.now()).toBeLessThan(Date.parse(end) + 20_000);
      expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(end));
      expect(await sees(people.luis, caseId, luis)).toEqual(nothing);
      return;
    }
    throw new Error('nothing was open within 30 seconds');
  };

  describe('under the policy per-patient', () => {
    let caseId: string;
    let patientId: string;
    let consentId: string;

    beforeAll(async () => {
      accepted(await people.anna.put('/roster/consent-policy', { policy: 'per-patient' }));
      ({ caseId, patientId } = await order(people.anna, practiceId));
      await setup(caseId);
    });

    it('sharing without a consent is refused and says whom it is about; practice staff needs none', async () => {
      const refused = await share(caseId, luis);
      expect(refused.status).toBe(409);
      expect(refused.body).toMatchObject({
        code: 'CASE.CONSENT_MISSING',
        facts: { collaboratorId: luis, recipientKind: 'colleague' },
      });
      expect(await statusOf(people.luis, caseId)).toBe(404);
      accepted(await share(caseId, jonas));
      expect(await statusOf(people.jonas, caseId)).toBe(200);
    });

    it('with a consent for colleagues only, Luis may be ticked and PlanWell not: all or nothing', async () => {
      ({ consentId = '' } = await consent(patientId));
      const both = await people.anna.patch(`/cases/${caseId}/collaborators`, {
        add: [{ collaboratorId: luis }, { collaboratorId: planWell }],
        remove: [],
      });
      expect(both.body).toMatchObject({ code: 'CASE.CONSENT_MISSING', facts: { collaboratorId: planWell } });
      expect(await statusOf(people.luis, caseId)).toBe(404);
      accepted(await share(caseId, luis));
      expect(await sees(people.luis, caseId, luis)).toEqual(everything);
      expect(await sees(people.nora, caseId, planWell)).toEqual(nothing);
    });

    it('a consent for another purpose covers nobody who does not serve it', async () => {
      const other = await order(people.anna, practiceId);
      await consent(other.patientId, { purposes: ['teaching'], recipients: [{ of: 'everyone' }] });
      expect((await share(other.caseId, luis)).body['code']).toBe('CASE.CONSENT_MISSING');
      await consent(other.patientId, { purposes: ['second-opinion'] });
      expect((await share(other.caseId, luis)).body['code']).toBe('CASE.CONSENT_MISSING');
      accepted(await share(other.caseId, luis, { purpose: 'second-opinion' }));
      accepted(await people.anna.patch(`/cases/${other.caseId}/collaborators`, { add: [], remove: [luis] }));
    });

    it('the patient withdraws: from the answer on nothing of the case is there for Luis; the provider keeps it', async () => {
      await say(people.anna, caseId, luis, 'Seen?');
      accepted(await people.anna.post(`/patients/${patientId}/consents/${consentId}/withdrawal`));
      expect(await sees(people.luis, caseId, luis)).toEqual(nothing);
      const dashboard = await people.luis.get<DashboardPage>('/collaborations');
      expect(dashboard.body.counts).toMatchObject({ all: 0, unread: 0 });
      expect(await statusOf(people.jonas, caseId)).toBe(200);
      const history = await people.anna.get<ConversationPage>(talk(caseId, luis));
      expect(history.body.messages.map(({ text }) => text)).toContain('Seen?');
      expect((await share(caseId, planWell)).body['code']).toBe('CASE.CONSENT_WITHDRAWN');
    });

    it('a form that was signed before the withdrawal and is recorded now opens nothing', async () => {
      await consent(patientId, { occurredAt: '2026-02-02T09:00:00Z' });
      expect(await sees(people.luis, caseId, luis)).toEqual(nothing);
    });

    it("a guardian's consent ends before the patient is of age, and is none for an adult", async () => {
      const byGuardian = { givenBy: 'guardian', guardianName: 'Karin Sommer', recipients: [{ of: 'everyone' }] };
      const patientBorn = async (year: number) =>
        order(people.anna, practiceId, { ...ZELDA, birthDate: `${year}-11-23` });
      const thisYear = new Date().getUTCFullYear();
      const minor = await patientBorn(thisYear - 10);
      await consent(minor.patientId, byGuardian);
      const { body } = await look<PatientDetails>(people.anna, `/patients/${minor.patientId}`);
      expect(body.consents).toMatchObject([
        { givenBy: 'guardian', guardianName: 'Karin Sommer', validUntil: `${thisYear + 8}-11-01T00:00:00.000Z` },
      ]);
      accepted(await share(minor.caseId, luis));
      const adult = await patientBorn(thisYear - 30);
      const refused = await people.anna.post(`/patients/${adult.patientId}/consents`, { ...CONSENT, ...byGuardian });
      expect(refused.status).toBe(422);
      expect(refused.body).toMatchObject({ code: 'PATIENT.NO_LONGER_MINOR' });
      expect((await share(adult.caseId, luis)).body['code']).toBe('CASE.CONSENT_MISSING');
      accepted(await people.anna.patch(`/cases/${minor.caseId}/collaborators`, { add: [], remove: [luis] }));
    });

    it('a withdrawal keeps when it was declared and by whom', async () => {
      const other = await order(people.anna, practiceId);
      const declared = { declaredBy: 'guardian', occurredAt: '2026-03-01T09:00:00.000Z' };
      accepted(await people.anna.post(`/patients/${other.patientId}/withdrawal`, declared));
      const { body } = await people.anna.get<PatientDetails>(`/patients/${other.patientId}`);
      expect(body.withdrawals).toMatchObject([declared]);
      const future = { occurredAt: '2999-03-01T09:00:00.000Z' };
      const refused = await people.anna.post(`/patients/${other.patientId}/withdrawal`, future);
      expect(refused.body['code']).toBe('PATIENT.WITHDRAWAL_IN_THE_FUTURE');
    });

    it('a later consent opens it again, with what was there before', async () => {
      await consent(patientId, { occurredAt: new Date().toISOString() });
      expect(await sees(people.luis, caseId, luis)).toEqual(everything);
      const history = await look<ConversationPage>(people.luis, talk(caseId, luis));
      expect(history.body.messages.map(({ text }) => text)).toContain('Seen?');
    });

    it('a consent that is valid until a date ends by itself', () =>
      endsByItself(async (made, patient, validUntil) => {
        await consent(patient, { validUntil });
        accepted(await share(made, luis));
      }));
  });

  describe('under the policy attestation', () => {
    beforeAll(async () => accepted(await people.anna.put('/roster/consent-policy', { policy: 'attestation' })));

    it('a withdrawal that names one recipient ends that one alone', async () => {
      const { caseId, patientId } = await order(people.anna, practiceId);
      accepted(await share(caseId, luis));
      accepted(await share(caseId, planWell));
      const recipients = [{ of: 'recipient', recipientId: people.luis.personId }];
      accepted(await people.anna.post(`/patients/${patientId}/withdrawal`, { recipients }));
      expect(await sees(people.luis, caseId, luis)).toEqual(nothing);
      expect(await sees(people.nora, caseId, planWell)).toMatchObject({ details: true, listed: true });
    });

    it('a grant that ends by date ends by itself', () =>
      endsByItself(async (caseId, _, at) => accepted(await share(caseId, luis, { ends: { on: 'date', at } }))));

    it('one that ends with the approval is over when the approval is answered', async () => {
      const { caseId } = await order(people.anna, practiceId);
      accepted(await share(caseId, luis, { ends: { on: 'approval' } }));
      await setup(caseId);
      expect(await sees(people.luis, caseId, luis)).toEqual(everything);
      accepted(await people.anna.post(`/cases/${caseId}/setups/1/approval`, { caseType: 'two' }));
      expect(await sees(people.luis, caseId, luis)).toEqual(nothing);
    });

    it('an end in the past is refused', async () => {
      const { caseId } = await order(people.anna, practiceId);
      const refused = await share(caseId, luis, { ends: { on: 'date', at: '2026-01-01T00:00:00Z' } });
      expect(refused.body['code']).toBe('CASE.END_IN_THE_PAST');
    });

    it('a pseudonymised share shows no identity data and is not found by name', async () => {
      const { caseId, orderNumber } = await order(people.anna, practiceId, ZELDA);
      accepted(await share(caseId, luis, { pseudonymised: true }));
      accepted(await share(caseId, jonas));
      await say(people.anna, caseId, luis, 'Hello');
      const waitFor = { waitFor: opened };
      const answersOf = async (person: Person, entry: string): Promise<readonly Reply<unknown>[]> => [
        await person.get(`/cases/${caseId}`, waitFor),
        await person.get('/collaborations?limit=200&sort=patient', waitFor),
        await person.get(talk(caseId, entry), waitFor),
        await person.search('/collaborations/search', { search: orderNumber }, waitFor),
      ];
      const parts = [ZELDA.givenName, ZELDA.familyName, ZELDA.birthDate];
      const heldBy = (answers: readonly Reply<unknown>[]) => {
        const text = JSON.stringify(answers.map(({ body }) => body)).toLowerCase();
        return parts.filter((part) => text.includes(part.toLowerCase()));
      };
      const toLuis = await answersOf(people.luis, luis);
      expect(toLuis.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      expect(heldBy(toLuis)).toEqual([]);
      expect(JSON.stringify(toLuis.map(({ body }) => body))).toContain(orderNumber);
      // Control: the same answers to somebody it is shared with in full hold every part.
      expect(heldBy(await answersOf(people.jonas, jonas))).toEqual(parts);

      for (const search of ['Quastenflosser', 'zelda', 'quasten', 'zelda quastenflosser']) {
        const found = await people.luis.search<DashboardPage>('/collaborations/search', { search }, waitFor);
        expect({ search, total: found.body.total }).toEqual({ search, total: { count: 0, more: false } });
        const control = await people.jonas.search<DashboardPage>('/collaborations/search', { search }, waitFor);
        expect(control.body.rows.map((row) => row.caseId)).toEqual([caseId]);
      }
      const byNumber = await people.luis.search<DashboardPage>(
        '/collaborations/search',
        { search: orderNumber },
        waitFor,
      );
      expect(byNumber.body.rows).toMatchObject([{ caseId, patient: null }]);
    });

    it('a member of the planning service sees the case through it, and no longer when the removal is answered', async () => {
      const { caseId } = await order(people.anna, practiceId);
      accepted(await share(caseId, planWell));
      await setup(caseId);
      expect(await sees(people.nora, caseId, planWell)).toEqual(everything);
      const verdict = { verdict: 'ready-for-approval' };
      accepted(opening(await people.nora.post(`/cases/${caseId}/setups/1/verdicts`, verdict)));
      const { body } = await look<{ setups: { verdicts: object[] }[] }>(people.anna, `/cases/${caseId}`);
      expect(body.setups[0]?.verdicts).toMatchObject([{ collaboratorId: planWell, personId: people.nora.personId }]);

      accepted(await people.admin.delete(`/organisations/${organisationId}/members/${people.nora.personId}`));
      expect(await sees(people.nora, caseId, planWell)).toEqual(nothing);
      const after = await people.nora.get<DashboardPage>('/collaborations');
      expect(after.body.counts.all).toBe(0);
    });
  });

  describe('messages', () => {
    let caseId: string;

    beforeAll(async () => {
      ({ caseId } = await order(people.anna, practiceId));
      accepted(await share(caseId, luis));
      accepted(await share(caseId, jonas));
      await say(people.anna, caseId, luis, 'For Luis alone');
      await say(people.anna, caseId, jonas, 'For Jonas alone');
      await say(people.luis, caseId, luis, 'From Luis alone');
    });

    it("Luis and Jonas never see each other's conversation, nor write into it", async () => {
      for (const [person, other, theirs] of [
        [people.luis, jonas, 'Jonas alone'],
        [people.jonas, luis, 'Luis alone'],
      ] as const) {
        expect((await person.get(talk(caseId, other))).status).toBe(404);
        expect((await person.post(talk(caseId, other), { text: 'I was here' })).status).toBe(404);
        const reads = `/cases/${caseId}/conversations/${other}/reads`;
        expect((await person.post(reads, { upTo: 1 })).status).toBe(404);
        const own = await look(person, talk(caseId, other === luis ? jonas : luis));
        const all = [own, await look(person, `/cases/${caseId}`), await look(person, '/collaborations')];
        expect(JSON.stringify(all.map(({ body }) => body))).not.toContain(theirs);
      }
      const both = await look<ConversationPage>(people.anna, talk(caseId, luis));
      expect(both.body.messages.map(({ text }) => text)).toEqual(['From Luis alone', 'For Luis alone']);
    });

    it('unread counts are per person: what one reads stays unread for the others', async () => {
      const unreadOf = async (person: Person) =>
        (await look<DashboardPage>(person, '/collaborations?limit=200')).body.rows.find((row) => row.caseId === caseId)
          ?.unread;
      const unreadOfAnna = async () =>
        (await look<OrdersPage>(people.anna, '/orders?limit=200')).body.rows.find((row) => row.caseId === caseId)
          ?.unread;
      expect([await unreadOf(people.luis), await unreadOf(people.jonas), await unreadOfAnna()]).toEqual([1, 1, 1]);
      const { body } = await look<ConversationPage>(people.luis, talk(caseId, luis));
      const upTo = Math.max(...body.messages.map(({ position }) => position));
      accepted(opening(await people.luis.post(`/cases/${caseId}/conversations/${luis}/reads`, { upTo })));
      expect([await unreadOf(people.luis), await unreadOf(people.jonas), await unreadOfAnna()]).toEqual([0, 1, 1]);
    });
  });
});
