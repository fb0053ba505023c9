/** What happens in the sample practice: rosters, orders, shares, reviews, messages, consents; all through the API. */

import { isMinor, patient } from './patients.js';
import { type Crew, clientOf, idIn } from './people.js';

/** How many cases each provider has. */
export const CASES = { anna: 45, luis: 15 } as const;

interface Entry {
  readonly collaboratorId: string;
  readonly who: string;
}

export const livePractice = async (crew: Crew): Promise<void> => {
  const anna = await roster(crew, 'anna', ['luis', 'jonas', 'mei']);
  const luis = await roster(crew, 'luis', ['anna']);
  const total = CASES.anna + CASES.luis;
  for (let n = 0; n < total; n += 1) {
    const mine = n < CASES.anna;
    const practiceId = mine ? (n % 3 === 0 ? crew.practices.elbe : crew.practices.hafen) : crew.practices.madrid;
    await oneCase(crew, mine ? 'anna' : 'luis', practiceId, mine ? anna : luis, n);
  }
};

const KINDS: Readonly<Record<string, string>> = { luis: 'colleague', jonas: 'staff', mei: 'mentor', anna: 'colleague' };

const roster = async (crew: Crew, provider: string, others: readonly string[]): Promise<readonly Entry[]> => {
  const me = clientOf(crew.as, provider);
  await me.put('/roster/attestation', { textVersion: '2026-01' });
  await me.put('/roster/terms', { termsVersion: '2026-01' });
  const accept = (who: string, collaboratorId: string) =>
    clientOf(crew.as, who).post(`/providers/${crew.cast[provider]}/invitations/${collaboratorId}/acceptance`);
  const entries: Entry[] = [];
  for (const who of others) {
    const kind = KINDS[who] ?? 'colleague';
    const permissions = kind === 'staff' ? ['decline-setups', 'add-orders'] : ['decline-setups'];
    const made = await me.post('/roster/collaborators', { kind, email: crew.emails[who], permissions });
    const collaboratorId = idIn(made, 'collaboratorId');
    await accept(who, collaboratorId);
    entries.push({ collaboratorId, who });
  }
  const service = {
    kind: 'treatment-planning-service',
    organisationId: crew.planWell,
    permissions: ['decline-setups'],
  };
  const planWell = idIn(await me.post('/roster/collaborators', service), 'collaboratorId');
  await accept('nora', planWell);
  return [...entries, { collaboratorId: planWell, who: 'tom' }];
};

/** Ten stories in turn, so that every state of a case is there several times. */
const oneCase = async (
  crew: Crew,
  provider: string,
  practiceId: string,
  roster: readonly Entry[],
  n: number,
): Promise<void> => {
  const me = clientOf(crew.as, provider);
  const lab = clientOf(crew.as, 'lab');
  const german = n % 2 === 0;
  const kind = n % 9 === 8 ? 'retainer' : 'aligner';
  const order = await me.post('/orders', { kind, practiceId, patient: patient(n) });
  const at = `/cases/${idIn(order, 'caseId')}`;
  const story = n % 10;
  if (n % 4 === 0) await consent(me, idIn(order, 'patientId'), n);
  if (story === 0) return;
  const first = roster[n % roster.length] ?? fail();
  const second = roster[(n + 1) % roster.length] ?? fail();
  const ends = n % 7 === 0 ? { ends: { on: 'approval' } } : {};
  await me.patch(`${at}/collaborators`, {
    add: [
      { collaboratorId: first.collaboratorId, pseudonymised: n % 6 === 4 },
      { collaboratorId: second.collaboratorId, ...ends },
    ],
    remove: [],
  });
  const reviewer = clientOf(crew.as, first.who);
  const talk = `${at}/conversations/${first.collaboratorId}/messages`;
  await me.post(talk, {
    text: german ? 'Können Sie bitte auf die Mittellinie achten?' : 'Could you look at the midline, please?',
  });
  if (story === 1) return;
  await setup(lab, at, 1);
  if (story === 2) return;
  await reviewer.post(talk, {
    text: german ? 'Gern, ich sehe es mir heute an.' : 'Of course, I will have a look today.',
  });
  if (story === 3) return void (await reviewer.post(`${at}/setups/1/verdicts`, { verdict: 'ready-for-approval' }));
  await reviewer.post(`${at}/setups/1/verdicts`, {
    verdict: 'declined',
    message: german ? 'Bitte Zahn 23 weniger rotieren.' : 'Please rotate tooth 23 less.',
  });
  if (story === 4) return;
  await setup(lab, at, 2);
  await reviewer.post(`${at}/setups/2/verdicts`, {
    verdict: 'ready-for-approval',
    message: german ? 'So passt es.' : 'This works.',
  });
  if (story === 5) {
    const message = german ? 'Bitte noch einmal den Overjet prüfen.' : 'Please check the overjet once more.';
    return void (await me.post(`${at}/setups/2/send-back`, { collaboratorId: first.collaboratorId, message }));
  }
  if (story === 6) return;
  const caseType = kind === 'retainer' ? 'retainer-only' : CASE_TYPES[n % CASE_TYPES.length];
  await me.post(`${at}/setups/2/approval`, { caseType });
  if (story === 9) await me.post(`${at}/closure`);
};

const CASE_TYPES = ['one', 'two', 'mini', 'flex', 'unlimited-3'] as const;

const setup = (lab: { post(path: string, body: unknown): Promise<unknown> }, at: string, version: number) =>
  lab.post(`${at}/setups`, {
    version,
    occurredAt: new Date().toISOString(),
    viewerUrl: `https://viewer.lab.example${at}/${version}`,
  });

const consent = async (
  me: { post(path: string, body: unknown): Promise<{ body: Readonly<Record<string, string>> }> },
  patientId: string,
  n: number,
) => {
  const minor = isMinor(n);
  const { body } = await me.post(`/patients/${patientId}/consents`, {
    recipients: n % 12 === 0 ? [{ of: 'kind', kind: 'colleague' }] : [{ of: 'everyone' }],
    purposes: ['treatment', 'second-opinion'],
    textVersion: '2026-01',
    evidence: { kind: n % 3 === 0 ? 'signed-form' : 'e-form', documentHash: n.toString(16).padStart(64, '0') },
    givenBy: minor ? 'guardian' : 'patient',
    ...(minor && { guardianName: 'Petra Beispiel' }),
    occurredAt: '2026-02-01T09:00:00.000Z',
  });
  if (n % 20 === 0) await me.post(`/patients/${patientId}/consents/${body['consentId']}/withdrawal`, {});
};

const fail = (): never => {
  throw new Error('the roster is empty');
};
