import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accepted } from './support/person.js';
import { annasPractice, emailOf, order, PASSWORD, type People, settle } from './support/practice.js';
import { ask } from './support/raw.js';
import { eventsIn } from './support/recorded.js';
import { Server } from './support/server.js';
import { signIn } from './support/sign-in.js';

const PATIENT = { givenName: 'Kunigunde', familyName: 'Wolkenschieber', birthDate: '2017-07-07' };
const NEWCOMER = { name: 'Ottokar Federkiel', email: 'ottokar.federkiel@konsil.example' };
const GUARDIAN = 'Roswitha Wolkenschieber';

/** Words of messages and verdicts; each stands in one place alone. */
const WORDS = {
  message: 'Zahnstein am Zahn vierundvierzig',
  ready: 'So passt es wunderbar',
  sentBack: 'Der Overjet stimmt noch nicht',
  declined: 'Bitte den Engstand aufloesen',
  search: 'Wolkensch',
};

describe('what a practice says and writes', () => {
  let server: Server;
  let people: People;
  /** What must stand sealed: in the log, in the keys, in what the server says. */
  let canaries: Readonly<Record<string, string>>;

  beforeAll(async () => {
    server = await Server.start({ env: { KONSIL_LOG_LEVEL: 'debug' } });
    people = await settle(server);
    const { anna, luis, lab } = people;
    const { practiceId, entries } = await annasPractice(people);
    const at = (await order(anna, practiceId, PATIENT)).caseId;
    const { body } = await anna.get<{ patient: { patientId: string } }>(`/cases/${at}`);
    const consent = {
      recipients: [{ of: 'everyone' }],
      purposes: ['treatment'],
      textVersion: '2026-01',
      evidence: { kind: 'signed-form' },
      givenBy: 'guardian',
      guardianName: GUARDIAN,
      occurredAt: '2026-02-01T09:00:00.000Z',
    };
    accepted(await anna.post(`/patients/${body.patient.patientId}/consents`, consent));
    accepted(await anna.patch(`/cases/${at}/collaborators`, { add: [{ collaboratorId: entries.luis }], remove: [] }));
    const permissions = ['decline-setups'];
    accepted(await anna.post('/roster/collaborators', { kind: 'mentor', permissions, ...NEWCOMER }));
    const talk = `/cases/${at}/conversations/${entries.luis}/messages`;
    const viewerUrl = `https://viewer.lab.example/kunigunde-wolkenschieber`;
    accepted(await lab.post(`/cases/${at}/setups`, { version: 1, occurredAt: '2026-02-01T09:00:00Z', viewerUrl }));
    accepted(await anna.post(talk, { text: WORDS.message }));
    accepted(
      await luis.post(`/cases/${at}/setups/1/verdicts`, { verdict: 'ready-for-approval', message: WORDS.ready }),
    );
    const back = { collaboratorId: entries.luis, message: WORDS.sentBack };
    accepted(await anna.post(`/cases/${at}/setups/1/send-back`, back));
    const last = await luis.post(`/cases/${at}/setups/1/verdicts`, { verdict: 'declined', message: WORDS.declined });
    accepted(last);
    for (const path of ['/orders', '/patients', `/cases/${at}`, talk])
      expect((await anna.get(path, { waitFor: last.position })).status).toBe(200);
    expect((await anna.search('/orders/search', { search: WORDS.search })).status).toBe(200);

    // Everything that can go wrong with such words, too.
    const { accessToken, refreshToken, idToken } = await signIn(server.url, emailOf('anna'), PASSWORD);
    const to = (path: string) => server.url + path;
    const token = accessToken;
    await ask(to('/orders'), { token, json: { kind: 'aligner', practiceId: WORDS.message, patient: PATIENT } });
    await ask(to('/orders'), {
      token,
      body: `{"patient": "${PATIENT.familyName}`,
      headers: { 'content-type': 'application/json' },
    });
    await ask(to(`/orders?search=${PATIENT.familyName}`), { token });
    await ask(to(`/cases/${PATIENT.familyName}`), { token });
    await ask(to(`/${PATIENT.familyName}?e=${NEWCOMER.email}`), { token });
    await ask(to('/me'), { token: `${token}x` });
    canaries = {
      accessToken: accessToken.slice(-40),
      refreshToken,
      idToken: idToken.slice(-40),
      password: PASSWORD,
      givenName: PATIENT.givenName,
      familyName: PATIENT.familyName,
      birthDate: PATIENT.birthDate,
      guardian: GUARDIAN,
      newcomer: NEWCOMER.name,
      newcomerEmail: NEWCOMER.email,
      luis: 'Ortega',
      luisEmail: emailOf('luis'),
      viewer: 'kunigunde-wolkenschieber',
      ...WORDS,
    };
  });

  afterAll(() => server.remove());

  /** Upper and lower case alike; also as base64 would carry it, at each of its three offsets. */
  const foundIn = (text: Buffer | string): readonly string[] => {
    const all = Buffer.from(text).toString('latin1').toLowerCase();
    return Object.entries(canaries).flatMap(([name, canary]) =>
      [canary, ...encodings(canary)].some((form) => all.includes(Buffer.from(form).toString('latin1').toLowerCase()))
        ? [name]
        : [],
    );
  };
  const filesOf = (...prefixes: readonly string[]) =>
    readdirSync(server.data).filter((name) => prefixes.some((prefix) => name.startsWith(prefix)));
  const contentOf = (name: string) => readFileSync(join(server.data, name));

  it('stands sealed in the log: in none of its files is a name, an address, a word or a token', () => {
    const files = filesOf('events.db');
    expect(files).toContain('events.db');
    for (const name of files) expect({ name, found: foundIn(contentOf(name)) }).toEqual({ name, found: [] });
  });

  it('is in no stream name, event type, id or metadata', async () => {
    const events = await eventsIn(server.data);
    expect(events.length).toBeGreaterThan(30);
    const bare = events.map(({ id, stream, type, metadata }) => [id, stream, type, metadata].join(' ')).join('\n');
    expect(foundIn(bare)).toEqual([]);
    expect(foundIn(events.map(({ data }) => data ?? '').join('\n'))).toEqual([]);
  });

  it('is in no answer that is kept for a repeat, and in no key file', () => {
    for (const name of filesOf('work.db', 'keys.db', 'events.lock'))
      expect({ name, found: foundIn(contentOf(name)) }).toEqual({ name, found: [] });
  });

  it('is in no line that the server writes, even at the level debug', () => {
    expect(server.output).toContain('"level":20');
    expect(server.output).toContain('"route":"/cases/:caseId"');
    expect(foundIn(server.output)).toEqual([]);
  });

  it('is in the read models, where the search for it finds every name and word (control)', () => {
    const files = filesOf('read-models.db');
    const found = foundIn(Buffer.concat(files.map(contentOf)));
    const { message, ready, sentBack, declined } = WORDS;
    const words = Object.keys({ message, ready, sentBack, declined });
    expect(found).toEqual(
      expect.arrayContaining([
        'givenName',
        'familyName',
        'birthDate',
        'guardian',
        'newcomer',
        'luis',
        'viewer',
        ...words,
      ]),
    );
    // Nor are there tokens, passwords and addresses in them.
    expect(found.filter((name) => /token|password|email/i.test(name))).toEqual([]);
  });
});

const encodings = (text: string): readonly string[] =>
  text.length < 8
    ? []
    : [0, 1, 2].map((offset) =>
        Buffer.from(' '.repeat(offset) + text)
          .toString('base64')
          .slice(offset === 0 ? 0 : 4, -4),
      );
