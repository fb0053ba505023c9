import { randomUUID } from 'node:crypto';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@konsil/event-store';
import { accepted, Person, type Reply } from './support/person.js';
import { annasPractice, emailOf, MIA, PASSWORD, type People, settle } from './support/practice.js';
import { eventsIn } from './support/recorded.js';
import { Server } from './support/server.js';
import { exchange, signIn, type SignedIn } from './support/sign-in.js';

/** What must be equal when the same request comes twice. */
const answerOf = ({ status, body, etag, position }: Reply) => ({ status, body, etag, position });

/** More than a backup of a small folder takes; each is one order. */
const MOST_ORDERS = 500;

describe('a data folder that was restored from a backup, made while orders came in', () => {
  let server: Server;
  let people: People;
  let signedIn: SignedIn;
  let registrationLink: string;
  let anna: Person;
  let casesRestored: number;
  /** The log as it was when the disk was lost, and as it is restored. */
  let lost: readonly StoredEvent[];
  let restored: readonly StoredEvent[];
  let position: number;
  const orders: Reply[] = [];
  const requests = { recorded: randomUUID(), nothing: randomUUID(), refused: randomUUID(), late: randomUUID() };
  const ask: Record<keyof typeof requests, (person: Person) => Promise<Reply>> = {
    recorded: (person) => person.post('/orders', orderOf('Recorded'), { key: requests.recorded }),
    nothing: (person) => person.put('/roster/terms', { termsVersion: '2026-01' }, { key: requests.nothing }),
    refused: (person) => person.post('/me/practices', { name: '   ' }, { key: requests.refused }),
    late: (person) => person.post('/orders', orderOf('Late'), { key: requests.late }),
  };
  const answers = new Map<string, Reply>();
  let practiceId: string;
  const orderOf = (givenName: string) => ({ kind: 'aligner', practiceId, patient: { ...MIA, givenName } });
  const cases = async (person: Person) => (await person.get<{ total: { count: number } }>('/orders')).body.total.count;

  beforeAll(async () => {
    server = await Server.start();
    people = await settle(server);
    ({ practiceId } = await annasPractice(people));
    signedIn = await signIn(server.url, emailOf('anna'), PASSWORD);
    const newcomer = { name: 'New', email: emailOf('new'), language: 'de' };
    const { personId = '' } = accepted(await people.admin.post('/people', newcomer));
    registrationLink = accepted(await people.admin.post(`/people/${personId}/registration-links`))['link'] ?? '';
    for (const name of ['recorded', 'nothing', 'refused'] as const) answers.set(name, await ask[name](people.anna));

    const backup = join(server.dataFolder, 'backup');
    const backingUp = server.run('backup', backup);
    let isDone = false;
    void backingUp.finally(() => (isDone = true));
    const write = async () => {
      while (!isDone && orders.length < MOST_ORDERS) {
        const order = await people.anna.post('/orders', orderOf('During'));
        accepted(order);
        orders.push(order);
      }
    };
    await Promise.all([write(), write(), write()]);
    position = Number(/the log up to position (\d+)/.exec(await backingUp)?.[1]);
    answers.set('late', await ask.late(people.anna));

    await server.kill();
    renameSync(server.data, `${server.data}.lost`);
    lost = await eventsIn(`${server.data}.lost`);
    await server.run('restore', backup);
    restored = await eventsIn(server.data);
    server = await Server.start({ dataFolder: server.dataFolder, port: Number(new URL(server.url).port) });
    anna = new Person(
      people.anna.personId,
      (await signIn(server.url, emailOf('anna'), PASSWORD)).accessToken,
      server.url,
    );
    casesRestored = restored.filter(({ type }) => type === 'OrderSubmitted').length;
  }, 120_000);

  afterAll(() => server.remove());

  it('holds a dense beginning of the log, with all that was answered before the backup began', async () => {
    expect(restored).toEqual(lost.slice(0, position + 1));
    expect(position).toBeGreaterThanOrEqual(answers.get('recorded')?.position ?? Number.NaN);
    // Some came behind what was copied, so it was copied while they came.
    expect(orders.some((order) => order.position > position)).toBe(true);
    expect(await cases(anna)).toBe(casesRestored);
  });

  it('takes nobody in by what was handed out before: tokens, sessions, links; passwords stay', async () => {
    expect((await people.anna.get('/me')).status).toBe(401);
    await expect(
      exchange(server.url, { grant_type: 'refresh_token', refresh_token: signedIn.refreshToken }),
    ).rejects.toThrow(/invalid_grant/);
    expect((await signedIn.browser.open(`${server.url}/oidc/auth?${silently}`)).headers.get('location')).toMatch(
      /error=login_required/,
    );
    const answer = await fetch(registrationLink, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ password: PASSWORD }),
    });
    expect(answer.ok).toBe(false);
    expect((await anna.get('/me')).status).toBe(200);
  });

  it('gives the same answers to repeated requests, and takes what was lost as new', async () => {
    for (const name of ['recorded', 'nothing', 'refused'] as const) {
      const { instance: _of, requestId: _this, ...before } = answers.get(name)?.body ?? {};
      const again = await ask[name](anna);
      expect({ name, ...answerOf(again) }).toMatchObject({ ...answerOf(answers.get(name) ?? again), body: before });
    }
    expect(await cases(anna)).toBe(casesRestored);
    const late = await ask.late(anna);
    expect(late.status).toBe(201);
    expect(await cases(anna)).toBe(casesRestored + 1);
  });
});

/** Asks for a code without a sign-in page, as a portal does to find out whether there is a session. */
const silently = new URLSearchParams({
  client_id: 'konsil-portal',
  response_type: 'code',
  redirect_uri: 'http://127.0.0.1:49152/signed-in',
  scope: 'openid',
  prompt: 'none',
  code_challenge: 'x'.repeat(43),
  code_challenge_method: 'S256',
}).toString();
