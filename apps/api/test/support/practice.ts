/** The people of the journeys (Anna, Luis, Jonas, Mei, PlanWell, the lab), made through the API and signed in for real. */

import { accepted, Person } from './person.js';
import type { Server } from './server.js';
import { signIn } from './sign-in.js';

export const PASSWORD = 'a long password for the tests';

/** A person with the roster entries they are asked for later, by provider. */
export type People = Readonly<Record<'admin' | 'anna' | 'luis' | 'jonas' | 'mei' | 'nora' | 'lab', Person>>;

const NAMES: Readonly<Record<Exclude<keyof People, 'admin'>, string>> = {
  anna: 'Dr. Anna Berg',
  luis: 'Dr. Luis Ortega',
  jonas: 'Jonas Klein',
  mei: 'Prof. Mei Tanaka',
  nora: 'Nora Lind',
  lab: 'Lab',
};

export const emailOf = (name: string): string => `${name}@konsil.example`;

/** Everybody has an account and a password and is signed in; nobody has a practice or a roster yet. */
export const settle = async (server: Server): Promise<People> => {
  const { url, welcomeLink } = server;
  if (welcomeLink === undefined) throw new Error('somebody is there already');
  const adminCard = { name: 'Administration', email: emailOf('admin'), language: 'de', password: PASSWORD };
  const made = await postJson(welcomeLink, adminCard);
  const admin = await signedIn(url, 'admin', String(made['personId']));
  const people: Record<string, Person> = { admin };
  for (const [short, name] of Object.entries(NAMES)) {
    const language = short === 'luis' || short === 'mei' ? 'en' : 'de';
    const { personId = '' } = accepted(await admin.post('/people', { name, email: emailOf(short), language }));
    const { link = '' } = accepted(await admin.post(`/people/${personId}/registration-links`));
    await postJson(link, { password: PASSWORD });
    people[short] = await signedIn(url, short, personId);
  }
  accepted(await admin.post(`/people/${people['lab']?.personId}/roles`, { role: 'lab' }));
  return people as People;
};

/** Opens a practice, attests and accepts the terms: the person may add collaborators from then on. */
export const becomeProvider = async (person: Person, practice: string): Promise<string> => {
  const { practiceId = '' } = accepted(await person.post('/me/practices', { name: practice }));
  accepted(await person.put('/roster/attestation', { textVersion: '2026-01' }));
  accepted(await person.put('/roster/terms', { termsVersion: '2026-01' }));
  return practiceId;
};

/** Adds and accepts; answers with the roster entry's id. */
export const collaborate = async (
  provider: Person,
  other: Person,
  entry: { readonly kind: string; readonly email?: string; readonly organisationId?: string },
): Promise<string> => {
  const permissions = ['decline-setups'];
  const { collaboratorId = '' } = accepted(await provider.post('/roster/collaborators', { permissions, ...entry }));
  accepted(await other.post(`/providers/${provider.personId}/invitations/${collaboratorId}/acceptance`));
  return collaboratorId;
};

/** The usual beginning: Anna with Luis (colleague) and Jonas (staff), one practice. */
export const annasPractice = async (people: People) => {
  const practiceId = await becomeProvider(people.anna, 'Kieferorthopädie am Hafen');
  const luis = await collaborate(people.anna, people.luis, { kind: 'colleague', email: emailOf('luis') });
  const jonas = await collaborate(people.anna, people.jonas, { kind: 'staff', email: emailOf('jonas') });
  return { practiceId, entries: { luis, jonas } };
};

export const MIA = { givenName: 'Mia', familyName: 'Sommer', birthDate: '2017-04-17' };

/** An order for a new patient; answers with the ids. */
export const order = async (provider: Person, practiceId: string, patient: object = MIA) => {
  const {
    caseId = '',
    patientId = '',
    orderNumber = '',
  } = accepted(await provider.post('/orders', { kind: 'aligner', practiceId, patient }));
  return { caseId, patientId, orderNumber };
};

const signedIn = async (url: string, short: string, personId: string): Promise<Person> =>
  new Person(personId, (await signIn(url, emailOf(short), PASSWORD)).accessToken, url);

const postJson = async (address: string, body: unknown): Promise<Readonly<Record<string, unknown>>> => {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}`);
  return JSON.parse(text) as Readonly<Record<string, unknown>>;
};
