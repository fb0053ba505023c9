import { request as rawRequest } from 'node:http';
import type { PersonId } from '@konsil/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type IdentityApp, startIdentityApp } from './support/identity-app.js';

describe('Without signing in', () => {
  let app: IdentityApp;
  const reads = async (path: string) => (await (await fetch(`${app.url}${path}`)).json()) as Record<string, never>;

  beforeAll(async () => {
    app = await startIdentityApp();
  });

  afterAll(() => app.stop());

  it('a process says that it lives, and whether it is ready', async () => {
    expect(await reads('/livez')).toEqual({ status: 'ok' });
    expect((await fetch(`${app.url}/readyz`)).status).toBe(503);
    app.people.add('0a1e0000-0000-4000-8000-000000000001' as PersonId, { name: 'A', email: 'a@b', language: 'en' });
    expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
    expect(await reads('/readyz')).toEqual({ ready: true, checks: { people: { ok: true } } });
  });

  it('the description of the API says of every route who may use it, and which headers it reads', async () => {
    const document = await reads('/openapi.json');
    expect(document).toMatchObject({
      openapi: '3.1.0',
      components: { schemas: { Problem: { required: expect.arrayContaining(['type', 'code']) as unknown } } },
      paths: {
        '/open': { get: { 'x-konsil-access': 'public' } },
        '/me': {
          get: {
            'x-konsil-access': 'signed-in',
            security: [{ 'sign-in': [] }, { 'access-token': [] }],
            parameters: [{ name: 'Konsil-Wait-For', in: 'header', required: false }],
          },
        },
        '/administration': { get: { 'x-konsil-access': ['administrator'] } },
        '/notes': { post: { 'x-konsil-access': 'signed-in', requestBody: { required: true } } },
      },
    });
    const headers = (document as unknown as { paths: Record<string, { post: { parameters: { name: string }[] } }> })
      .paths['/notes']?.post.parameters;
    expect(headers?.map(({ name }) => name).sort()).toEqual(['Idempotency-Key', 'If-Match']);
    expect(
      Object.keys((document as unknown as { paths: object }).paths).filter((path) =>
        /sign-in|register|welcome|oidc/.test(path),
      ),
    ).toEqual([]);
  });

  it('the pages of the API load everything from this server', async () => {
    const page = await fetch(`${app.url}/docs`);
    const text = await page.text();
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    expect(text).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>\s*\S/);
    const scripts = [...text.matchAll(/src="([^"]+)"/g)].map(([, path]) => new URL(path ?? '', `${app.url}/docs`).href);
    expect(scripts.length).toBeGreaterThan(1);
    expect(await Promise.all(scripts.map(async (script) => (await fetch(script)).status))).toEqual(
      scripts.map(() => 200),
    );
  });

  it('the built-in issuer describes itself', async () => {
    const document = await reads('/oidc/.well-known/openid-configuration');
    expect(document).toMatchObject({
      issuer: `${app.url}/oidc`,
      authorization_endpoint: `${app.url}/oidc/auth`,
      token_endpoint: `${app.url}/oidc/token`,
      code_challenge_methods_supported: ['S256'],
    });
    const { keys } = (await reads('/oidc/jwks')) as unknown as { keys: Record<string, unknown>[] };
    expect(keys).toHaveLength(1);
    expect(Object.keys(keys[0] ?? {})).not.toContain('d');
  });

  it('the built-in issuer goes by its public address, whatever a request says', async () => {
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
    const text = await new Promise<string>((resolve, reject) => {
      rawRequest(`${app.url}/oidc/.well-known/openid-configuration`, { headers }, (answer) => {
        void answer.toArray().then((parts) => resolve(Buffer.concat(parts as Buffer[]).toString()), reject);
      })
        .on('error', reject)
        .end();
    });
    expect(text).toContain(`"token_endpoint":"${app.url}/oidc/token"`);
    expect(text).not.toContain('evil.example');
  });
});
