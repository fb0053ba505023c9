import type { PersonId } from '@konsil/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get } from '@nestjs/common';
import { request as rawRequest } from 'node:http';
import { mintAccessToken } from '../src/identity/tokens/mint.js';
import { type IdentityApp, startIdentityApp } from './support/identity-app.js';

const anna = '0a1e0000-0000-4000-8000-000000000001' as PersonId;

describe('The HTTP border', () => {
  let app: IdentityApp;
  let token: string;

  beforeAll(async () => {
    app = await startIdentityApp({ environment: { KONSIL_DEMO: 'on' } });
    token = await mintAccessToken({ dataFolder: app.config.dataFolder, personId: anna, issuer: app.config.issuer.url });
  });

  afterAll(() => app.stop());

  const asks = (path: string, init: RequestInit = {}) =>
    fetch(`${app.url}${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } });
  const posts = (body: string | null, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
    asks('/notes', { method: 'POST', body, headers });

  const expectProblem = async (answer: Response, status: number, code: string) => {
    const problem = (await answer.json()) as Record<string, unknown>;
    expect([answer.status, problem['code']]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(problem).toMatchObject({
      type: `urn:konsil:problem:${code.toLowerCase().replaceAll('_', '-')}`,
      status,
      title: expect.any(String) as unknown,
      detail: expect.any(String) as unknown,
      instance: `urn:konsil:request:${answer.headers.get('x-request-id')}`,
    });
    return problem;
  };

  it('answers without a token only what is public, and asks for one elsewhere', async () => {
    expect((await fetch(`${app.url}/open`)).status).toBe(200);
    const answer = await fetch(`${app.url}/me`);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="konsil"');
    await expectProblem(answer, 401, 'ACCESS.NOT_SIGNED_IN');
    await expectProblem(await asks('/me', { headers: { authorization: 'Basic YTpi' } }), 401, 'ACCESS.TOKEN_NOT_VALID');
  });

  it('asks for the role that a route requires', async () => {
    await expectProblem(await asks('/administration'), 403, 'ACCESS.ROLE_MISSING');
    app.people.roles.set(anna, new Set(['administrator']));
    expect((await asks('/administration')).status).toBe(200);
    app.people.roles.delete(anna);
    expect((await asks('/administration')).status).toBe(403);
  });

  it('gives a command its person, target, key, revision and the bytes of its body', async () => {
    const answer = await asks('/notes?x=1', {
      method: 'POST',
      body: '{ "note": "hi" }',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'k-1', 'if-match': '"12"' },
    });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toEqual({
      personId: anna,
      method: 'POST',
      target: '/notes',
      idempotencyKey: 'k-1',
      ifMatch: 12,
      raw: '{ "note": "hi" }',
      note: 'hi',
    });
  });

  it.each([
    ['idempotency-key', 'two words', 'REQUEST.IDEMPOTENCY_KEY_MALFORMED'],
    ['idempotency-key', 'k'.repeat(256), 'REQUEST.IDEMPOTENCY_KEY_MALFORMED'],
    ['if-match', '12', 'REQUEST.IF_MATCH_MALFORMED'],
    ['if-match', 'W/"12"', 'REQUEST.IF_MATCH_MALFORMED'],
  ])('refuses a malformed %s (%s)', async (name, value, code) => {
    await expectProblem(await posts('{"note":"hi"}', { 'content-type': 'application/json', [name]: value }), 400, code);
  });

  it('reads the position that a query waits for, and refuses one that is none', async () => {
    expect(await (await asks('/me', { headers: { 'konsil-wait-for': '42' } })).json()).toEqual({
      personId: anna,
      waitFor: 42,
    });
    await expectProblem(await asks('/me', { headers: { 'konsil-wait-for': '-1' } }), 400, 'REQUEST.WAIT_FOR_MALFORMED');
  });

  it('names each field of a body that is wrong, and never its value', async () => {
    const answer = await posts(JSON.stringify({ note: 'secret-secret-secret-secret', extra: 'secret' }));
    const text = await answer.clone().text();
    const problem = await expectProblem(answer, 422, 'REQUEST.BODY_INVALID');
    expect((problem['errors'] as { pointer: string }[]).map(({ pointer }) => pointer).sort()).toEqual([
      '/extra',
      '/note',
    ]);
    expect(text).not.toContain('secret');
    await expectProblem(await posts('{"note":5}'), 422, 'REQUEST.BODY_INVALID');
    await expectProblem(await posts(null, {}), 422, 'REQUEST.BODY_INVALID');
    await expectProblem(await posts('[]'), 422, 'REQUEST.BODY_INVALID');
    await expectProblem(await posts('"text"'), 422, 'REQUEST.BODY_INVALID');
  });

  it('refuses a body that is broken, empty, poisoned, too large or of another kind', async () => {
    await expectProblem(await posts('{"note":'), 400, 'REQUEST.MALFORMED');
    await expectProblem(await posts(''), 400, 'REQUEST.MALFORMED');
    await expectProblem(await posts('{"note":"hi","__proto__":{"admin":true}}'), 400, 'REQUEST.MALFORMED');
    await expectProblem(await posts(JSON.stringify({ note: 'x'.repeat(5000) })), 413, 'REQUEST.BODY_TOO_LARGE');
    await expectProblem(
      await posts('note=hi', { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'REQUEST.CONTENT_TYPE_UNSUPPORTED',
    );
    await expectProblem(await posts('hi', { 'content-type': 'text/plain' }), 415, 'REQUEST.CONTENT_TYPE_UNSUPPORTED');
    await expectProblem(
      await posts('<a/>', { 'content-type': 'application/xml' }),
      415,
      'REQUEST.CONTENT_TYPE_UNSUPPORTED',
    );
  });

  it('tells an unknown address from a wrong method', async () => {
    await expectProblem(await asks('/nothing/here?name=secret'), 404, 'REQUEST.ROUTE_UNKNOWN');
    const answer = await asks('/notes', { method: 'DELETE' });
    expect(answer.headers.get('allow')).toBe('POST');
    await expectProblem(answer, 405, 'REQUEST.METHOD_NOT_ALLOWED');
  });

  it('answers a malformed address with a problem', async () => {
    const answer = await new Promise<{ status: number | undefined; type: string | undefined }>((resolve, reject) => {
      rawRequest(`${app.url}`, { path: '/%zz' }, (message) => {
        message.resume();
        resolve({ status: message.statusCode, type: message.headers['content-type'] });
      })
        .on('error', reject)
        .end();
    });
    expect(answer).toEqual({ status: 400, type: 'application/problem+json; charset=utf-8' });
  });

  it('says nothing about the cause of what is unexpected', async () => {
    const answer = await asks('/breaks');
    expect(await answer.clone().text()).not.toContain('secret');
    await expectProblem(answer, 500, 'INTERNAL.UNEXPECTED');
  });

  it('keeps answers out of caches and pages out of frames', async () => {
    const { headers } = await asks('/me');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('A route without a declared rule', () => {
  it('stops the start, and the message names it', async () => {
    @Controller('forgotten')
    class ForgottenController {
      @Get('route')
      read() {
        return {};
      }
    }
    const start = startIdentityApp({ controllers: [ForgottenController] }).then((app) => app.stop());
    await expect(start).rejects.toThrow(/does not start[\s\S]*GET \/forgotten\/route \(ForgottenController\.read\)/);
  });
});
