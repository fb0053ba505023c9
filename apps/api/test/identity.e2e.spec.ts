import type { PersonId } from '@konsil/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { type IdentityApp, startIdentityApp } from './support/identity-app.js';
import { beginSignIn, completeSignIn, exchange, signIn } from './support/sign-in.js';

const anna = '0a1e0000-0000-4000-8000-000000000001' as PersonId;
const luis = '0a1e0000-0000-4000-8000-000000000002' as PersonId;
const PASSWORD = 'a long and quiet password';

const asks = (app: IdentityApp, path: string, token?: string, init: RequestInit = {}) =>
  fetch(`${app.url}${path}`, {
    ...init,
    headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...init.headers },
  });

describe('Signing in', () => {
  let app: IdentityApp;

  beforeAll(async () => {
    app = await startIdentityApp();
    app.people.add(anna, { name: 'Anna Example', email: 'anna@example.org', language: 'de' });
    app.people.add(luis, { name: 'Luis Example', email: 'luis@example.org', language: 'en' });
    await app.identity.setPassword(anna, PASSWORD);
  });

  afterAll(() => app.stop());

  it('gives an access token that says who the person is', async () => {
    const { accessToken, idToken } = await signIn(app.url, 'Anna@Example.org ', PASSWORD);
    const answer = await asks(app, '/me', accessToken);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ personId: anna, waitFor: null });
    expect(decodeProtectedHeader(accessToken)).toMatchObject({ typ: 'at+jwt', alg: 'ES256' });
    expect(decodeJwt(accessToken)).toMatchObject({ iss: `${app.url}/oidc`, aud: 'konsil-api', sub: anna });
    expect(decodeJwt(idToken)).toMatchObject({ sub: anna, aud: 'konsil-portal' });
  });

  it('does not take a wrong password, nor say whether the address is known', async () => {
    const begun = await beginSignIn(app.url);
    const wrong = await begun.browser.submit(begun.page, { email: 'anna@example.org', password: 'another password' });
    const unknown = await begun.browser.submit(begun.page, { email: 'nobody@example.org', password: PASSWORD });
    const without = await begun.browser.submit(begun.page, { email: 'luis@example.org', password: PASSWORD });
    const bodies = await Promise.all([wrong, unknown, without].map((answer) => answer.text()));
    expect([wrong.status, unknown.status, without.status]).toEqual([401, 401, 401]);
    expect(new Set(bodies.map((body) => body.replace(/value="[^"]*"/, ''))).size).toBe(1);
    const right = await begun.browser.submit(begun.page, { email: 'anna@example.org', password: PASSWORD });
    expect((await completeSignIn(app.url, begun, right)).accessToken).not.toBe('');
  });

  it('makes who guesses passwords wait, also with the right one then', async () => {
    const begun = await beginSignIn(app.url);
    const tries = ['1', '2', '3', '4', '5'].map((password) =>
      begun.browser.submit(begun.page, { email: 'luis@example.org', password }),
    );
    expect((await Promise.all(tries)).map(({ status }) => status)).toContain(401);
    const barred = await begun.browser.submit(begun.page, { email: 'luis@example.org', password: 'six' });
    expect(barred.status).toBe(429);
    expect(Number(barred.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('shows a page in the language of the browser that loads nothing from elsewhere and runs no script', async () => {
    const begun = await beginSignIn(app.url);
    const german = await begun.browser.open(begun.page, { headers: { 'accept-language': 'de-AT,en;q=0.5' } });
    const english = await begun.browser.open(begun.page, { headers: { 'accept-language': 'fr' } });
    const text = await german.text();
    expect(text).toContain('<html lang="de">');
    expect(text).toContain('Anmelden');
    expect(await english.text()).toContain('Sign in');
    expect(german.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(german.headers.get('content-security-policy')).toContain("form-action 'self' http://127.0.0.1:49152");
    expect(text).not.toMatch(/<script|src=|@import|url\(/);
  });

  it('refuses a sign-in page that another browser began', async () => {
    const [mine, other] = await Promise.all([beginSignIn(app.url), beginSignIn(app.url)]);
    const answer = await mine.browser.submit(other.page, { email: 'anna@example.org', password: PASSWORD });
    expect(answer.status).toBe(400);
  });

  it('needs PKCE, a known client and an address that the client may return to', async () => {
    const to = (extra: Record<string, string>) =>
      fetch(
        `${app.url}/oidc/auth?${new URLSearchParams({ client_id: 'konsil-portal', response_type: 'code', redirect_uri: 'http://127.0.0.1:1/signed-in', scope: 'openid', ...extra }).toString()}`,
        { redirect: 'manual' },
      );
    const withoutPkce = await to({});
    expect(withoutPkce.headers.get('location')).toContain('error=invalid_request');
    expect((await to({ client_id: 'somebody' })).status).toBe(400);
    expect((await to({ redirect_uri: 'https://evil.example/signed-in' })).status).toBe(400);
  });

  it('renews with a refresh token once, and ends the sign-in when it comes a second time', async () => {
    const first = await signIn(app.url, 'anna@example.org', PASSWORD);
    const renew = { grant_type: 'refresh_token', refresh_token: first.refreshToken };
    const second = await exchange(app.url, renew);
    expect((await asks(app, '/me', second.accessToken)).status).toBe(200);
    await expect(exchange(app.url, renew)).rejects.toThrow('400');
    expect((await asks(app, '/me', second.accessToken)).status).toBe(401);
  });

  it('ends the tokens of a sign-in at sign-out, and only those', async () => {
    const [here, elsewhere] = [
      await signIn(app.url, 'anna@example.org', PASSWORD),
      await signIn(app.url, 'anna@example.org', PASSWORD),
    ];
    expect((await asks(app, '/me', here.accessToken)).status).toBe(200);
    const asking = await here.browser.open(`${app.url}/oidc/session/end?client_id=konsil-portal`, {
      headers: { 'accept-language': 'de' },
    });
    const form = await asking.text();
    expect(form).toContain('Abmelden');
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(form)?.[1] ?? '';
    await here.browser.submit(`${app.url}/oidc/session/end/confirm`, { xsrf, logout: 'yes' });
    expect((await asks(app, '/me', here.accessToken)).status).toBe(401);
    expect((await asks(app, '/me', elsewhere.accessToken)).status).toBe(200);
  });
});
