import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPair, SignJWT } from 'jose';
import { tokenEnding } from './support/expired-token.js';
import { accepted } from './support/person.js';
import {
  annasPractice,
  becomeProvider,
  MIA,
  order,
  PASSWORD,
  type People,
  settle,
  emailOf,
} from './support/practice.js';
import { ask, expectProblem, type RawRequest } from './support/raw.js';
import { factsIn } from './support/recorded.js';
import { Server } from './support/server.js';
import { signIn } from './support/sign-in.js';

const NOBODY = '7b0a3c1e-0000-4000-8000-000000000000';

/** Bytes that the server of this test takes. */
const BODY_LIMIT = 8192;

describe('a request that is refused', () => {
  let server: Server;
  let people: People;
  let practiceId: string;
  let caseId: string;
  let patientId: string;
  let luis: string;
  /** Tokens of Anna, and of a provider with other cases. */
  let anna: string;
  let mei: string;

  beforeAll(async () => {
    server = await Server.start({ env: { KONSIL_BODY_LIMIT: `${BODY_LIMIT}` } });
    people = await settle(server);
    const practice = await annasPractice(people);
    practiceId = practice.practiceId;
    luis = practice.entries.luis;
    ({ caseId, patientId } = await order(people.anna, practiceId));
    accepted(await people.lab.post(`/cases/${caseId}/setups`, { version: 1, occurredAt: '2026-02-01T09:00:00Z' }));
    // Anna's is the last act: what she reads afterwards shows the lab's, too.
    accepted(
      await people.anna.patch(`/cases/${caseId}/collaborators`, { add: [{ collaboratorId: luis }], remove: [] }),
    );
    await becomeProvider(people.mei, 'Praxis Tanaka');
    anna = (await signIn(server.url, emailOf('anna'), PASSWORD)).accessToken;
    mei = (await signIn(server.url, emailOf('mei'), PASSWORD)).accessToken;
  });

  afterAll(() => server.remove());

  /** Asks, expects the problem, and that the log is as it was. */
  const refused = async (path: string, request: RawRequest, status: number, code: string) => {
    const before = await factsIn(server.data);
    const answer = await ask(server.url + path, request);
    const problem = await expectProblem(answer, status, code);
    expect(await factsIn(server.data)).toEqual(before);
    return { problem, headers: answer.headers };
  };
  const newOrder = () => ({ kind: 'aligner', practiceId, patient: MIA });
  const message = () => `/cases/${caseId}/conversations/${luis}/messages`;

  describe('for who asks', () => {
    const tokens: readonly (readonly [string, () => Promise<string | undefined> | string | undefined, string])[] = [
      ['no token', () => undefined, 'ACCESS.NOT_SIGNED_IN'],
      ['a token that is none', () => 'not-a-token', 'ACCESS.TOKEN_NOT_VALID'],
      ['a token that has expired', () => minted(-60), 'ACCESS.TOKEN_NOT_VALID'],
      ['a token signed by somebody else', () => foreign(), 'ACCESS.TOKEN_NOT_VALID'],
      ['a token with its last character changed', async () => changed(await minted(60)), 'ACCESS.TOKEN_NOT_VALID'],
    ];

    it.each(tokens)('%s: 401 for commands and queries', async (_, token, code) => {
      const given = await token();
      const as = given === undefined ? {} : { token: given };
      for (const [path, request] of [
        ['/orders', { ...as, json: newOrder() }],
        [message(), { ...as, json: { text: 'Hello' } }],
        [`/cases/${caseId}`, as],
        ['/orders', as],
      ] as const) {
        const { headers } = await refused(path, request, 401, code);
        expect(headers.get('www-authenticate')).toMatch(/^Bearer realm="konsil"/);
      }
    });

    it('a good token that the same code made is taken (control)', async () => {
      expect((await ask(`${server.url}/me`, { token: await minted(60) })).status).toBe(200);
    });

    /** As the built-in issuer would, for Anna, ending so many seconds from now. */
    const minted = (seconds: number) => tokenEnding(server.data, people.anna.personId, `${server.url}/oidc`, seconds);
    const changed = (token: string) => `${token.slice(0, -1)}${token.endsWith('A') ? 'Q' : 'A'}`;
    const foreign = async () => {
      const { privateKey } = await generateKeyPair('ES256');
      return new SignJWT({ client_id: 'konsil-cli' })
        .setProtectedHeader({ alg: 'ES256', kid: 'theirs', typ: 'at+jwt' })
        .setIssuer(`${server.url}/oidc`)
        .setAudience('konsil-api')
        .setSubject(people.anna.personId)
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(privateKey);
    };
  });

  describe('for what it names', () => {
    it("another provider's case and an unknown one are refused alike", async () => {
      const acts = (id: string): readonly (readonly [string, RawRequest])[] => [
        [`/cases/${id}`, {}],
        [`/cases/${id}/collaborators`, { method: 'PATCH', json: { add: [], remove: [luis] } }],
        [`/cases/${id}/setups/1/approval`, { json: { caseType: 'two' } }],
        [`/cases/${id}/setups/1/verdicts`, { json: { verdict: 'ready-for-approval' } }],
        [`/cases/${id}/conversations/${luis}/messages`, { json: { text: 'Hello' } }],
        [`/cases/${id}/conversations/${luis}/messages`, {}],
        [`/cases/${id}/closure`, { method: 'POST' }],
      ];
      const ofAnna = acts(caseId);
      for (const [at, [path, request]] of acts(NOBODY).entries()) {
        const unknown = await refused(path, { ...request, token: mei }, 404, 'ACCESS.NOT_FOUND');
        const [theirs = ''] = ofAnna[at] ?? [];
        const foreign = await refused(theirs, { ...request, token: mei }, 404, 'ACCESS.NOT_FOUND');
        // Not a word tells the one from the other.
        expect({ ...foreign.problem, instance: '' }).toEqual({ ...unknown.problem, instance: '' });
      }
    });

    it.each([
      ['GET', '/cases/abc'],
      ['GET', '/cases/7b0a3c1e-0000-4000-8000'],
      ['POST', '/cases/%00/closure'],
      ['POST', `/patients/${NOBODY}x/withdrawal`],
      ['DELETE', '/roster/collaborators/luis'],
    ])('a malformed id: %s %s', (method, path) => refused(path, { method, token: anna }, 404, 'ACCESS.NOT_FOUND'));

    it('a version that is no number', () =>
      refused(
        `/cases/${caseId}/setups/one/approval`,
        { token: anna, json: { caseType: 'two' } },
        404,
        'ACCESS.NOT_FOUND',
      ));

    it('an address that is not decodable', () => refused('/cases/%zz', { token: anna }, 400, 'REQUEST.MALFORMED'));

    it('an unknown route', () => refused('/nothing/here', { token: anna }, 404, 'REQUEST.ROUTE_UNKNOWN'));

    it('a wrong method names the right ones', async () => {
      const one = await refused(
        `/cases/${caseId}`,
        { method: 'DELETE', token: anna },
        405,
        'REQUEST.METHOD_NOT_ALLOWED',
      );
      expect(one.headers.get('allow')).toContain('GET');
      await refused('/orders', { method: 'PUT', token: anna, json: newOrder() }, 405, 'REQUEST.METHOD_NOT_ALLOWED');
    });
  });

  describe('for its body', () => {
    it.each([
      ['broken JSON', '{"kind": "aligner",'],
      ['no JSON at all', 'aligner'],
      ['an empty body', ''],
      ['a poisoned prototype', '{"__proto__": {"kind": "aligner"}}'],
    ])('%s', (_, body) =>
      refused(
        '/orders',
        { method: 'POST', token: anna, body, headers: { 'content-type': 'application/json' } },
        400,
        'REQUEST.MALFORMED',
      ),
    );

    it.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
      'a content type of %s',
      (type) =>
        refused(
          '/orders',
          { token: anna, body: JSON.stringify(newOrder()), headers: { 'content-type': type } },
          415,
          'REQUEST.CONTENT_TYPE_UNSUPPORTED',
        ),
    );

    it('one byte more than the limit is too large, and the limit is not', async () => {
      const sized = (bytes: number) => {
        const bare = JSON.stringify({ text: '' }).length;
        return JSON.stringify({ text: 'x'.repeat(bytes - bare) });
      };
      const json = { 'content-type': 'application/json' };
      await refused(
        message(),
        { token: anna, body: sized(BODY_LIMIT + 1), headers: json },
        413,
        'REQUEST.BODY_TOO_LARGE',
      );
      expect((await ask(server.url + message(), { token: anna, body: sized(BODY_LIMIT), headers: json })).status).toBe(
        201,
      );
    });

    it.each(['[]', '"text"', '7', 'null', 'true'])('%s instead of an object', async (body) => {
      const answer = await ask(`${server.url}/orders`, {
        token: anna,
        body,
        headers: { 'content-type': 'application/json' },
      });
      expect([400, 422]).toContain(answer.status);
      expect(await answer.json()).toMatchObject({ code: expect.stringMatching(/^REQUEST\.(MALFORMED|BODY_INVALID)$/) });
    });
  });

  describe('for its headers', () => {
    it.each(['', 'with space', 'ümlaut', 'x'.repeat(256)])('a malformed Idempotency-Key (%j)', (key) =>
      refused(
        '/orders',
        { token: anna, json: newOrder(), headers: { 'idempotency-key': key } },
        400,
        'REQUEST.IDEMPOTENCY_KEY_MALFORMED',
      ),
    );

    it.each(['-1', 'now', '1.5', '"4"', '9'.repeat(16)])('a malformed Konsil-Wait-For (%s)', (position) =>
      refused('/orders', { token: anna, headers: { 'konsil-wait-for': position } }, 400, 'REQUEST.WAIT_FOR_MALFORMED'),
    );

    it.each(['12', 'W/"12"', '"twelve"', '"1", "2"'])('a malformed If-Match (%s)', (etag) =>
      refused(
        `/cases/${caseId}/closure`,
        { method: 'POST', token: anna, headers: { 'if-match': etag } },
        400,
        'REQUEST.IF_MATCH_MALFORMED',
      ),
    );

    it('an If-Match that names an older revision; the newest is taken', async () => {
      const path = `/cases/${caseId}/collaborators`;
      const json = { add: [], remove: [NOBODY] };
      const { etag } = await people.anna.get(`/cases/${caseId}`);
      const older = `"${Number((etag ?? '').replaceAll('"', '')) - 1}"`;
      const { problem } = await refused(
        path,
        { method: 'PATCH', token: anna, json, headers: { 'if-match': older } },
        412,
        'REQUEST.REVISION_MOVED',
      );
      expect(problem.facts).toEqual({ expected: expect.any(Number), actual: expect.any(Number) });
      const taken = await ask(server.url + path, {
        method: 'PATCH',
        token: anna,
        json,
        headers: { 'if-match': etag ?? '' },
      });
      expect(taken.status).toBe(200);
    });

    it('a Konsil-Wait-For far beyond the head: 503 with Retry-After, in bounded time', async () => {
      const before = performance.now();
      const { headers } = await refused(
        '/orders',
        { token: anna, headers: { 'konsil-wait-for': '999999999' } },
        503,
        'REQUEST.POSITION_NOT_REACHED',
      );
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      expect(performance.now() - before).toBeLessThan(15_000);
    });
  });

  describe('for its query', () => {
    it.each([
      '/orders?status=lost',
      '/orders?limit=0',
      '/orders?limit=many',
      '/orders?sort=shoe-size',
      '/orders?search=sommer',
      '/orders?activeSince=yesterday',
      '/collaborations?unread=perhaps',
      '/collaborations?providerId=anna',
    ])('%s', async (path) => {
      const { problem } = await refused(path, { token: anna }, 400, 'REQUEST.QUERY_INVALID');
      const [, name = ''] = /\?(\w+)=/.exec(path) ?? [];
      expect(problem.errors?.map(({ pointer }) => pointer)).toContain(`/${name}`);
    });

    it('a cursor that Konsil never gave, and one of another list', async () => {
      await refused('/orders?cursor=made-up', { token: anna }, 400, 'REQUEST.CURSOR_INVALID');
      await order(people.anna, practiceId);
      const { body } = await people.anna.get<{ next?: string }>('/orders?limit=1');
      await refused(`/collaborations?cursor=${body.next}`, { token: anna }, 400, 'REQUEST.CURSOR_INVALID');
      await refused(`/orders?limit=1&sort=unread&cursor=${body.next}`, { token: anna }, 400, 'REQUEST.CURSOR_INVALID');
      await refused(`/orders?limit=1&cursor=${body.next}`, { token: mei }, 400, 'REQUEST.CURSOR_INVALID');
      expect((await people.anna.get(`/orders?limit=1&cursor=${body.next}`)).status).toBe(200);
    });

    it('a cursor of the audit trail that is none', async () => {
      accepted(await people.admin.post(`/people/${people.nora.personId}/audit-appointment`, {}));
      const nora = (await signIn(server.url, emailOf('nora'), PASSWORD)).accessToken;
      await refused('/audit/entries?cursor=made-up', { token: nora }, 400, 'REQUEST.CURSOR_INVALID');
    });
  });

  it('an unknown patient in an order that is well formed: nothing is registered', async () => {
    await refused(
      '/orders',
      { token: anna, json: { kind: 'aligner', practiceId, patientId: NOBODY } },
      404,
      'ACCESS.NOT_FOUND',
    );
    await refused('/orders', { token: mei, json: { kind: 'aligner', practiceId, patientId } }, 404, 'ACCESS.NOT_FOUND');
  });
});
