/** The people of the sample data get their accounts, practices and roles, the way an administrator gives them. */

import type { Running } from '@konsil/api';
import { type Config, mintAccessToken } from '@konsil/api/maintenance';
import type { OrganisationId, PersonId, PracticeId } from '@konsil/domain';
import { type Cast, DEMO_PASSWORD } from './cast.js';
import { CliError } from '../cli-error.js';
import { Client, type Made } from './client.js';

/** Everybody with a signed-in client. */
export interface Crew {
  readonly cast: Cast;
  readonly as: Readonly<Record<string, Client>>;
  readonly emails: Readonly<Record<string, string>>;
  readonly practices: Readonly<Record<'hafen' | 'elbe' | 'madrid', PracticeId>>;
  readonly planWell: OrganisationId;
}

const PEOPLE = {
  anna: { name: 'Dr. Anna Berg', language: 'de' },
  luis: { name: 'Dr. Luis Ortega', language: 'en' },
  jonas: { name: 'Jonas Klein', language: 'de' },
  mei: { name: 'Prof. Mei Tanaka', language: 'en' },
  nora: { name: 'Nora Lind (PlanWell)', language: 'en' },
  tom: { name: 'Tom Reyes (PlanWell)', language: 'en' },
  lab: { name: 'Lab', language: 'en' },
  auditor: { name: 'Eva Brandt', language: 'de' },
} as const;

const emailOf = (name: string): string => `${name}@konsil.example`;

export const makePeople = async (running: Running, config: Config): Promise<Crew> => {
  const nobody = new Client(running.url);
  const { dataFolder, audience } = config;
  const signedIn = async (personId: PersonId): Promise<Client> =>
    nobody.as(await mintAccessToken({ dataFolder, personId, issuer: config.issuer.url, audience }));
  const adminId = await firstPerson(running, nobody);
  const admin = await signedIn(adminId);
  const cast: Record<string, PersonId> = { admin: adminId };
  const as: Record<string, Client> = { admin };
  for (const [short, { name, language }] of Object.entries(PEOPLE)) {
    const personId = idIn(
      await admin.post('/people', { name, language, email: emailOf(short) }),
      'personId',
    ) as PersonId;
    const { body } = await admin.post(`/people/${personId}/registration-links`);
    await nobody.post(new URL(String(body['link'])).pathname, { password: DEMO_PASSWORD });
    cast[short] = personId;
    as[short] = await signedIn(personId);
  }
  await admin.post(`/people/${cast['lab']}/roles`, { role: 'lab' });
  await admin.post(`/people/${cast['auditor']}/audit-appointment`, {});
  const planWell = idIn(
    await admin.post('/organisations', { kind: 'treatment-planning-service', name: 'PlanWell' }),
    'organisationId',
  ) as OrganisationId;
  await admin.post(`/organisations/${planWell}/members`, { personId: cast['nora'] });
  await admin.post(`/organisations/${planWell}/members`, { personId: cast['tom'] });
  const open = async (who: string, name: string) =>
    idIn(await clientOf(as, who).post('/me/practices', { name }), 'practiceId') as PracticeId;
  const practices = {
    hafen: await open('anna', 'Kieferorthopädie am Hafen'),
    elbe: await open('anna', 'Praxis Elbchaussee'),
    madrid: await open('luis', 'Ortodoncia Ortega, Madrid'),
  };
  const emails = Object.fromEntries(Object.keys(PEOPLE).map((short) => [short, emailOf(short)]));
  return { cast, as, emails, practices, planWell };
};

const firstPerson = async ({ welcomeLink }: Running, nobody: Client): Promise<PersonId> => {
  if (welcomeLink === undefined) throw new CliError('The folder of the sample data is in use already; empty it first.');
  const made = await nobody.post(new URL(welcomeLink).pathname, {
    name: 'Konsil Administration',
    email: emailOf('admin'),
    language: 'de',
    password: DEMO_PASSWORD,
  });
  return idIn(made, 'personId') as PersonId;
};

export const clientOf = (as: Readonly<Record<string, Client>>, who: string): Client => {
  const client = as[who];
  if (client === undefined) throw new Error(`nobody of the sample data is called ${who}`);
  return client;
};

export const idIn = ({ body }: Made, name: string): string => {
  const id = body[name];
  if (id === undefined) throw new Error(`the answer holds no ${name}`);
  return id;
};
