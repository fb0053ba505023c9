/** A walk past every route of the API, with people who use it as they do, and some refusals on the way. */

import { actWhen, type Preview, shareable } from './bulk.js';
import { accepted, type Person } from './person.js';
import { annasPractice, emailOf, MIA, order, type People } from './practice.js';

const OCCURRED = '2026-02-01T09:00:00.000Z';
const CONSENT = {
  recipients: [{ of: 'everyone-but-staff' }, { of: 'kind', kind: 'mentor' }],
  purposes: ['treatment', 'second-opinion'],
  textVersion: '2026-01',
  evidence: { kind: 'signed-form', documentHash: 'ab'.repeat(32) },
  givenBy: 'guardian',
  guardianName: 'Karin Sommer',
  occurredAt: OCCURRED,
  validUntil: '2031-01-01T00:00:00.000Z',
};

type Body = Readonly<Record<string, string>>;

/** The people are settled; each of them walks their part. */
export const walk = async (people: People): Promise<void> => {
  const { admin, anna } = people;
  const organisationId = await organisations(admin, people);
  const { practiceId, entries } = await annasPractice(people);
  await anna.search('/people/lookup', { email: emailOf('luis') });
  await anna.search('/people/lookup', { email: 'nobody@konsil.example' });
  const planner = accepted(
    await anna.post('/roster/collaborators', {
      kind: 'treatment-planning-service',
      organisationId,
      permissions: ['decline-setups', 'add-orders'],
    }),
  );
  await people.nora.get('/invitations');
  const { caseId, patientId } = await order(anna, practiceId);
  await order(anna, practiceId, { ...MIA, givenName: 'Ida' });
  accepted(await anna.post('/orders', { kind: 'retainer', practiceId, patientId }));
  await consents(anna, patientId, people.mei.personId);
  accepted(
    await anna.patch(`/cases/${caseId}/collaborators`, {
      add: [
        { collaboratorId: entries.luis, ends: { on: 'date', at: '2031-01-01T00:00:00Z' }, pseudonymised: true },
        { collaboratorId: entries.jonas, ends: { on: 'approval' } },
      ],
      remove: [],
    }),
  );
  await review(people, caseId, entries.luis);
  await conversation(people, caseId, entries.luis);
  await lists(people);
  await bulkShares(anna, entries.jonas);
  await work(people);
  await preferences(people.luis);
  accepted(await anna.post(`/cases/${caseId}/closure`));
  accepted(await anna.put('/roster/consent-policy', { policy: 'per-patient' }));
  accepted(await anna.delete(`/roster/collaborators/${planner['collaboratorId']}`));
  await anna.get('/roster');
  await audit(admin, people);
};

const organisations = async (admin: Person, { nora, jonas }: People): Promise<string> => {
  const { organisationId = '' }: Body = accepted(
    await admin.post('/organisations', { kind: 'treatment-planning-service', name: 'PlanWell' }),
  );
  for (const { personId } of [nora, jonas])
    accepted(await admin.post(`/organisations/${organisationId}/members`, { personId }));
  accepted(await admin.delete(`/organisations/${organisationId}/members/${jonas.personId}`));
  accepted(await admin.post(`/people/${jonas.personId}/roles`, { role: 'administrator' }));
  accepted(await admin.delete(`/people/${jonas.personId}/roles/administrator`));
  await nora.get('/me');
  return organisationId;
};

const consents = async (anna: Person, patientId: string, recipientId: string): Promise<void> => {
  const { consentId }: Body = accepted(await anna.post(`/patients/${patientId}/consents`, CONSENT));
  const recipients = [{ of: 'recipient', recipientId }];
  accepted(await anna.post(`/patients/${patientId}/consents`, { ...CONSENT, recipients: [{ of: 'everyone' }] }));
  accepted(await anna.post(`/patients/${patientId}/consents/${consentId}/withdrawal`, { recipients }));
  accepted(await anna.post(`/patients/${patientId}/withdrawal`, { recipients: [{ of: 'kind', kind: 'mentor' }] }));
  await anna.get('/patients');
  await anna.get(`/patients/${patientId}`);
};

const review = async ({ anna, luis, lab }: People, caseId: string, collaboratorId: string): Promise<void> => {
  const setups = `/cases/${caseId}/setups`;
  const publish = (version: number) =>
    lab.post(setups, { version, occurredAt: OCCURRED, viewerUrl: 'https://viewer.example/1' });
  accepted(await publish(1));
  accepted(await luis.post(`${setups}/1/verdicts`, { verdict: 'ready-for-approval', message: 'Fine.' }));
  accepted(await anna.post(`${setups}/1/send-back`, { collaboratorId, message: 'Look at 22 again.' }));
  for (const person of [anna, luis, lab]) await person.get(`/cases/${caseId}`);
  accepted(await anna.post(`${setups}/1/decline`, { message: 'Once more.' }));
  accepted(await publish(2));
  accepted(await luis.post(`${setups}/2/verdicts`, { verdict: 'declined', message: 'Not yet.' }));
  accepted(await publish(3));
  await luis.post(`${setups}/1/verdicts`, { verdict: 'ready-for-approval' });
  await anna.post(`${setups}/3/approval`, { caseType: 'two' }, { ifMatch: '"0"' });
  accepted(await anna.post(`${setups}/3/approval`, { caseType: 'two' }));
  await anna.get(`/cases/${caseId}`);
};

const conversation = async ({ anna, luis }: People, caseId: string, collaboratorId: string): Promise<void> => {
  const at = `/cases/${caseId}/conversations/${collaboratorId}`;
  const { messageId }: Body = accepted(await luis.post(`${at}/messages`, { text: 'Attachments on 13?' }));
  accepted(await luis.post(`${at}/messages`, { text: 'Attachments on 13 and 23?', corrects: messageId }));
  const { body } = await anna.get<{ messages: { position: number }[] }>(`${at}/messages?limit=2`);
  accepted(await anna.post(`${at}/reads`, { upTo: body.messages[0]?.position }));
  await anna.get(`${at}/messages`);
};

const lists = async ({ anna, luis }: People): Promise<void> => {
  const { body } = await anna.get<{ next?: string }>('/orders?limit=1&sort=patient&status=action-needed');
  await anna.get(`/orders?limit=1&sort=patient&cursor=${encodeURIComponent(body.next ?? '')}`);
  await anna.search('/orders/search', { search: 'sommer', unread: false, collaboratorId: ['none'] });
  await luis.get('/collaborations?limit=200&direction=ascending&caseType=two&caseType=none');
  await luis.search('/collaborations/search', { search: 'berg' });
  await luis.get('/invitations');
  await luis.get('/orders?limit=0');
};

const bulkShares = async (anna: Person, collaboratorId: string): Promise<void> => {
  const terms = { collaboratorId, ends: { on: 'date', at: '2031-01-01T00:00:00Z' } };
  const asked = { ...terms, matching: { search: 'sommer', unread: false, collaboratorId: ['none'] }, limit: 1 };
  const { body } = await anna.search<Preview>('/bulk-shares/previews', asked);
  await anna.search('/bulk-shares/previews', { ...asked, cursor: body.next });
  await anna.search('/bulk-shares/previews', { ...terms, caseIds: ['7b0a3c1e-0000-4000-8000-000000000000'] });
  const { bulkId = '' }: Body = accepted(await anna.post('/bulk-shares', { ...terms, caseIds: shareable(body) }));
  await actWhen(anna, bulkId, 'completed');
  accepted(await anna.post(`/bulk-shares/${bulkId}/undo`));
  await actWhen(anna, bulkId, 'undone');
  await anna.get('/bulk-shares?limit=10');
  await anna.get(`/bulk-shares/${bulkId}/cases?outcome=shared&outcome=refused&limit=1`);
};

const work = async ({ anna, nora }: People): Promise<void> => {
  await nora.get('/planning-orders?state=ordered&state=completed');
  await anna.get('/overdue-reviews?days=3&limit=10');
  const { body } = await anna.get<{ next?: string }>('/due-times?until=2032-01-01T00:00:00Z&limit=1');
  await anna.get(`/due-times?until=2032-01-01T00:00:00Z&limit=200&cursor=${encodeURIComponent(body.next ?? '')}`);
};

const preferences = async (luis: Person): Promise<void> => {
  const view = '/me/views/7b0a3c1e-0000-4000-8000-000000000001';
  const sort = { by: 'lastActivity', direction: 'descending' };
  const filters = { status: ['action-needed'] };
  accepted(await luis.put('/me/language', { language: 'de' }));
  accepted(await luis.put('/me/time-zone', { timeZone: 'Europe/Madrid' }));
  accepted(await luis.put('/me/notifications/setup-approved', { instant: true, summary: false }));
  await luis.get('/me/preferences');
  accepted(await luis.put(view, { name: 'Eilig', list: 'collaborations', filters, columns: ['patient'], sort }));
  await luis.get('/me/views');
  accepted(await luis.delete(view));
};

const audit = async (admin: Person, { anna, mei }: People): Promise<void> => {
  const appointment = `/people/${mei.personId}/audit-appointment`;
  accepted(await admin.post(appointment, {}));
  await mei.get('/me');
  await mei.get('/audit/entries?limit=1000');
  accepted(await admin.post(appointment, { providerIds: [anna.personId], endsAt: '2031-01-01T00:00:00Z' }));
  await mei.get('/me');
  await mei.get(`/audit/entries?direction=descending&limit=2`);
  accepted(await admin.delete(appointment));
};
