import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { routesOfControllers } from './support/controllers.js';
import { Description, type Document, type Exchange } from './support/description.js';
import { type People, settle } from './support/practice.js';
import { ask } from './support/raw.js';
import { Recorder } from './support/recorder.js';
import { Server } from './support/server.js';
import { walk } from './support/walk.js';

const NOBODY = '7b0a3c1e-0000-4000-8000-000000000000';

/** Their answers do not end: see `live.e2e.spec.ts`. */
const STREAMS = ['GET /live'];

describe('The description of the API', () => {
  let server: Server;
  let people: People;
  let description: Description;
  let recorder: Recorder;

  beforeAll(async () => {
    server = await Server.start();
    description = new Description((await (await fetch(`${server.url}/openapi.json`)).json()) as Document);
    recorder = new Recorder(server.url);
    people = await settle(server);
    await walk(people);
    await ask(`${server.url}/livez`);
    await ask(`${server.url}/readyz`);
  }, 60_000);

  afterAll(async () => {
    recorder.stop();
    await server.remove();
  });

  const operations = () => [...description.routes];

  it('has every route of every controller, and no other', async () => {
    expect(
      operations()
        .map(([route]) => route)
        .sort(),
    ).toEqual([...(await routesOfControllers())].sort());
  });

  it('is OpenAPI 3.1: names are unique, paths have their parameters, references lead somewhere', () => {
    const { document } = description;
    expect(document.openapi).toMatch(/^3\.1\.\d$/);
    const ids = operations().map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [route, { parameters, responses, summary }] of operations()) {
      const inPath = parameters.filter(({ in: place, required }) => place === 'path' && required === true);
      expect([route, inPath.map(({ name }) => `{${name}}`)]).toEqual([route, route.match(/\{\w+\}/g) ?? []]);
      expect([route, parameters.filter(({ schema }) => typeof schema !== 'object')]).toEqual([route, []]);
      expect([route, summary]).toEqual([route, expect.stringMatching(/\S/)]);
      expect([route, Object.keys(responses).filter((status) => /^2/.test(status))]).toEqual([
        route,
        [expect.stringMatching(/^20[01]$/)],
      ]);
    }
    const text = JSON.stringify(document);
    for (const [, path = ''] of text.matchAll(/"\$ref":"#\/([^"]+)"/g))
      expect([path, path.split('/').reduce<unknown>((at, part) => (at as never)?.[part], document)]).toEqual([
        path,
        expect.anything(),
      ]);
    expect(text).not.toContain('"nullable"');
  });

  it('is walked past completely: every route has answered with success', () => {
    const answered = recorder.exchanges.filter(({ status }) => status < 300).map((one) => description.routeOf(one));
    expect([...new Set(answered)].sort()).toEqual(
      operations()
        .map(([route]) => route)
        .filter((route) => !STREAMS.includes(route))
        .sort(),
    );
  });

  it('says what every answer holds, field by field and header by header, and what was sent', () => {
    expect([...new Set(recorder.exchanges.flatMap((one) => description.mistakesIn(one)))]).toEqual([]);
  });

  describe('knows a difference: it', () => {
    const changed = (route: string, change: (body: Record<string, unknown>) => object): readonly string[] => {
      const one = recorder.exchanges.findLast((seen) => seen.status < 300 && description.routeOf(seen) === route);
      if (one === undefined) throw new Error(`${route} was not asked`);
      const text = JSON.stringify(change(JSON.parse(one.text) as Record<string, unknown>));
      return description.mistakesIn({ ...one, text } satisfies Exchange);
    };

    it('finds a field that nobody described', () => {
      expect(changed('GET /roster', (roster) => ({ ...roster, note: 'x' }))).toEqual([
        expect.stringContaining('must NOT have additional properties'),
      ]);
      expect(changed('GET /orders', (page) => ({ ...page, rows: [{ surprise: 1 }] }))).not.toEqual([]);
    });

    it('finds a field that is missing, and a word that is none of the described', () => {
      expect(changed('GET /me', ({ roles: _roles, ...me }) => me)).not.toEqual([]);
      expect(changed('GET /roster', (roster) => ({ ...roster, policy: 'trust' }))).not.toEqual([]);
    });

    it('takes erased personal data for what it is, and nothing else in its place', () => {
      expect(changed('GET /patients/{patientId}', (one) => ({ ...one, givenName: { erased: true } }))).toEqual([]);
      expect(changed('GET /patients/{patientId}', (one) => ({ ...one, givenName: { erased: false } }))).not.toEqual([]);
      expect(changed('GET /patients/{patientId}', (one) => ({ ...one, givenName: null }))).not.toEqual([]);
    });
  });

  describe('says what is refused:', () => {
    const refusal = async (status: number, asked: () => Promise<unknown>) => {
      const before = recorder.exchanges.length;
      await asked();
      const seen = recorder.exchanges.slice(before);
      expect(seen.map((one) => one.status)).toEqual([status]);
      expect(seen.flatMap((one) => description.mistakesIn(one))).toEqual([]);
    };

    it.each([
      ['GET', `/patients/${NOBODY}`],
      ['GET', '/patients/mia'],
      ['POST', `/cases/${NOBODY.toUpperCase()}/closure`],
      ['POST', `/cases/${NOBODY}/setups/0/approval`],
      ['POST', '/patients/none/withdrawal'],
    ])('404 for what is not there: %s %s', (method, path) =>
      refusal(404, () => (method === 'GET' ? people.anna.get(path) : people.anna.post(path, bodyFor(path)))),
    );

    it('401 without a token, 403 without the role', async () => {
      await refusal(401, () => ask(`${server.url}/patients`));
      await refusal(401, () => ask(`${server.url}/cases/${NOBODY}/closure`, { json: {} }));
      await refusal(403, () => people.luis.get('/roster'));
      await refusal(403, () => people.anna.post('/organisations', { kind: 'lab', name: 'Mine' }));
    });

    it('400, 415 and 422 for a request that is not what it must be', async () => {
      await refusal(400, () => people.anna.get('/orders?status=odd'));
      await refusal(400, () => people.anna.put('/roster/terms', { termsVersion: '2' }, { ifMatch: '12' }));
      await refusal(422, () => people.anna.put('/roster/terms', { termsVersion: '' }));
      await refusal(415, () =>
        people.anna.put('/roster/terms', {}, { headers: { 'content-type': 'application/xml' } }),
      );
    });

    it('422 for what no rule takes, 409 for what stands in the way', async () => {
      await refusal(422, () =>
        people.anna.post('/roster/collaborators', { kind: 'colleague', email: 'new@konsil.example', permissions: [] }),
      );
      await refusal(409, () => people.admin.post(`/people/${people.luis.personId}/registration-links`));
    });

    it(
      '503 where the views do not get to the position in time',
      () => refusal(503, () => people.anna.get('/roster', { waitFor: 999_999_999 })),
      15_000,
    );
  });
});

/** What the route would take, so that only its path is wrong. */
const bodyFor = (path: string): object => (path.endsWith('/approval') ? { caseType: 'two' } : {});
