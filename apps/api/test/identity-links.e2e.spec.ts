import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PersonId } from '@konsil/domain';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type IdentityApp, PeopleInMemory, startIdentityApp } from './support/identity-app.js';
import { signIn } from './support/sign-in.js';

const luis = '0a1e0000-0000-4000-8000-000000000002' as PersonId;
const PASSWORD = 'a long and quiet password';

const sends = (link: string, fields: Readonly<Record<string, string>>) =>
  fetch(link, { method: 'POST', body: new URLSearchParams(fields) });
const sendsJson = (link: string, body: unknown) =>
  fetch(link, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

describe('A registration link', () => {
  let app: IdentityApp;
  let link: string;

  beforeEach(async () => {
    app = await startIdentityApp();
    app.people.add(luis, { name: 'Luis <Example>', email: 'luis@example.org', language: 'de' });
    link = app.identity.createRegistrationLink(luis);
  });

  afterEach(() => app.stop());

  it('shows a form in the language of the person, and registers them with the password they choose', async () => {
    const form = await (await fetch(link)).text();
    expect(form).toContain('Willkommen, Luis &lt;Example&gt;.');
    const answer = await sends(link, { password: PASSWORD });
    expect([answer.status, app.people.registered.get(luis)]).toEqual([200, 'administrator']);
    await expect(signIn(app.url, 'luis@example.org', PASSWORD)).resolves.toBeDefined();
  });

  it('works once', async () => {
    expect((await sends(link, { password: PASSWORD })).status).toBe(200);
    expect((await fetch(link)).status).toBe(404);
    expect((await sends(link, { password: 'another long password' })).status).toBe(404);
    await expect(signIn(app.url, 'luis@example.org', PASSWORD)).resolves.toBeDefined();
  });

  it('registers once when it is used twice at the same moment', async () => {
    const answers = await Promise.all([
      sendsJson(link, { password: PASSWORD }),
      sendsJson(link, { password: PASSWORD }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
  });

  it('works on where registering failed', async () => {
    app.people.registrations.register = async () => {
      throw Object.assign(new Error('closed'), { name: 'DomainError', code: 'ACCOUNT.CLOSED', facts: {} });
    };
    expect((await sends(link, { password: PASSWORD })).status).toBe(409);
    const problem = await sendsJson(link, { password: PASSWORD });
    expect([problem.status, await problem.json()]).toMatchObject([409, { code: 'ACCOUNT.CLOSED' }]);
    expect(app.identity.passwords.has(luis)).toBe(false);
    expect((await fetch(link)).status).toBe(200);
  });

  it('gives way to a newer one', async () => {
    const newer = app.identity.createRegistrationLink(luis);
    expect([(await fetch(link)).status, (await fetch(newer)).status]).toEqual([404, 200]);
  });

  it('refuses a short password field by field, and an unknown token like a used one', async () => {
    const short = await sendsJson(link, { password: 'short' });
    expect([short.status, await short.json()]).toMatchObject([422, { errors: [{ pointer: '/password' }] }]);
    const unknown = await sendsJson(`${app.url}/register/${'A'.repeat(43)}`, { password: PASSWORD });
    expect([unknown.status, await unknown.json()]).toMatchObject([404, { code: 'REQUEST.LINK_NOT_VALID' }]);
  });

  it('stands in no file as it is', async () => {
    const token = link.slice(link.lastIndexOf('/') + 1);
    const files = await Promise.all(
      ['identity.db', 'identity.db-wal'].map((name) => readFile(join(app.config.dataFolder, name))),
    );
    expect(files.some((bytes) => bytes.includes(token))).toBe(false);
  });
});

describe('The link of the first start', () => {
  it('makes the first person once, who can sign in then', async () => {
    const app = await startIdentityApp();
    try {
      const link = (await app.identity.createWelcomeLink()) ?? '';
      expect(await (await fetch(link, { headers: { 'accept-language': 'de' } })).text()).toContain('Konsil einrichten');
      const answer = await sendsJson(link, {
        name: 'Ada',
        email: 'ada@example.org',
        language: 'en',
        password: PASSWORD,
      });
      expect([answer.status, [...app.people.cards.values()]]).toEqual([
        201,
        [{ name: 'Ada', email: 'ada@example.org', language: 'en' }],
      ]);
      expect((await fetch(link)).status).toBe(404);
      expect(await app.identity.createWelcomeLink()).toBeUndefined();
      await expect(signIn(app.url, 'ada@example.org', PASSWORD)).resolves.toBeDefined();
    } finally {
      await app.stop();
    }
  });

  it('does not work any more once somebody is there', async () => {
    const app = await startIdentityApp();
    try {
      const link = (await app.identity.createWelcomeLink()) ?? '';
      app.people.add(luis, { name: 'Luis', email: 'luis@example.org', language: 'de' });
      const answer = await sends(link, { name: 'Eve', email: 'eve@example.org', password: PASSWORD });
      expect([answer.status, app.people.cards.size]).toEqual([404, 1]);
    } finally {
      await app.stop();
    }
  });

  it('is given again for the same person where the process died before the password was kept', async () => {
    const people = new PeopleInMemory();
    const before = await startIdentityApp({ people });
    await before.identity.createWelcomeLink();
    const personId = before.identity.links.lastUnused('welcome');
    if (personId === undefined) throw new Error('no link');
    people.add(personId, { name: 'Ada', email: 'ada@example.org', language: 'en' });
    await before.stop(true);
    const app = await startIdentityApp({ people, environment: { KONSIL_DATA: before.config.dataFolder } });
    try {
      const link = (await app.identity.createWelcomeLink()) ?? '';
      const answer = await sendsJson(link, { name: 'Ada', email: 'ada@example.org', password: PASSWORD });
      expect([answer.status, await answer.json(), people.cards.size]).toEqual([201, { personId }, 1]);
    } finally {
      await app.stop();
    }
  });
});
