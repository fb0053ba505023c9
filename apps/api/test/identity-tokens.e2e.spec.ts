import { createHmac } from 'node:crypto';
import type { PersonId } from '@konsil/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPair, importJWK, SignJWT, UnsecuredJWT } from 'jose';
import { mintAccessToken } from '../src/identity/tokens/mint.js';
import { storedSigningKeys } from '../src/identity/store/keys.js';
import { type IdentityApp, startIdentityApp } from './support/identity-app.js';
import { signIn } from './support/sign-in.js';

const anna = '0a1e0000-0000-4000-8000-000000000001' as PersonId;
const PASSWORD = 'a long and quiet password';

describe('An access token', () => {
  let app: IdentityApp;
  const now = () => Math.floor(Date.now() / 1000);
  const asks = (token: string, path = '/me') =>
    fetch(`${app.url}${path}`, { headers: { authorization: `Bearer ${token}` } });

  /** A token as the built-in provider would sign it, with changes. */
  const tokenWith = async (claims: Record<string, unknown> = {}, header: Record<string, string> = {}) => {
    const [key] = storedSigningKeys(app.identity.database);
    if (key === undefined) throw new Error('no signing key');
    return new SignJWT({ iss: `${app.url}/oidc`, aud: 'konsil-api', sub: anna, iat: now(), exp: now() + 60, ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: key.kid, typ: 'at+jwt', ...header })
      .sign(await importJWK(key, 'ES256'));
  };

  beforeAll(async () => {
    app = await startIdentityApp();
    app.people.add(anna, { name: 'Anna Example', email: 'anna@example.org', language: 'de' });
    await app.identity.setPassword(anna, PASSWORD);
  });

  afterAll(() => app.stop());

  it('is taken when everything fits (control of the refusals below)', async () => {
    expect((await asks(await tokenWith())).status).toBe(200);
  });

  it.each<[string, () => Promise<string> | string]>([
    ['is expired', () => tokenWith({ exp: now() - 1 })],
    ['is for another audience', () => tokenWith({ aud: 'another-api' })],
    ['is from another issuer', () => tokenWith({ iss: 'https://issuer.example' })],
    ['has no end', () => tokenWith({ exp: undefined })],
    ['names nobody', () => tokenWith({ sub: 'not a person' })],
    ['is an ID token', () => tokenWith({}, { typ: 'JWT' })],
    [
      'is signed with another key',
      async () => {
        const { privateKey } = await generateKeyPair('ES256');
        const [key] = storedSigningKeys(app.identity.database);
        return new SignJWT({ iss: `${app.url}/oidc`, aud: 'konsil-api', sub: anna, iat: now(), exp: now() + 60 })
          .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: key?.kid ?? '' })
          .sign(privateKey);
      },
    ],
    [
      'is not signed at all (alg none)',
      () => {
        const bare = new UnsecuredJWT({ sub: anna })
          .setIssuer(`${app.url}/oidc`)
          .setAudience('konsil-api')
          .setIssuedAt()
          .setExpirationTime('1m')
          .encode();
        const [, payload] = bare.split('.');
        return `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${payload}.`;
      },
    ],
    [
      'is signed with the public key as a shared secret',
      () => {
        const [key] = storedSigningKeys(app.identity.database);
        const head = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'at+jwt', kid: key?.kid })).toString('base64url');
        const body = Buffer.from(
          JSON.stringify({ iss: `${app.url}/oidc`, aud: 'konsil-api', sub: anna, iat: now(), exp: now() + 60 }),
        ).toString('base64url');
        return `${head}.${body}.${createHmac('sha256', JSON.stringify(key)).update(`${head}.${body}`).digest('base64url')}`;
      },
    ],
    [
      'was changed after it was signed',
      async () => {
        const [head, , signature] = (await tokenWith()).split('.');
        const body = Buffer.from(
          JSON.stringify({
            iss: `${app.url}/oidc`,
            aud: 'konsil-api',
            sub: '0a1e0000-0000-4000-8000-00000000000f',
            iat: now(),
            exp: now() + 60,
          }),
        ).toString('base64url');
        return `${head}.${body}.${signature}`;
      },
    ],
    ['is no token', () => 'abc'],
  ])('is refused when it %s', async (_what, make) => {
    const token = await make();
    const answer = await asks(token);
    const text = await answer.text();
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="konsil", error="invalid_token"');
    expect(JSON.parse(text)).toMatchObject({ code: 'ACCESS.TOKEN_NOT_VALID', status: 401 });
    expect(text).not.toContain(token);
  });

  it('ends with a new password, as does every sign-in of the person', async () => {
    const { accessToken } = await signIn(app.url, 'anna@example.org', PASSWORD);
    expect((await asks(accessToken)).status).toBe(200);
    const link = app.identity.createRegistrationLink(anna);
    const changed = await fetch(link, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ password: 'another long password' }),
    });
    expect(changed.status).toBe(200);
    expect((await asks(accessToken)).status).toBe(401);
    const again = await signIn(app.url, 'anna@example.org', 'another long password');
    expect((await asks(again.accessToken)).status).toBe(200);
  });

  it('is not made for a folder that people use', async () => {
    const minting = mintAccessToken({
      dataFolder: app.config.dataFolder,
      personId: anna,
      issuer: app.config.issuer.url,
    });
    await expect(minting).rejects.toThrow('sample data only');
  });
});

describe('On sample data', () => {
  it('the CLI may make a token that the server takes', async () => {
    const app = await startIdentityApp({ environment: { KONSIL_DEMO: 'on' } });
    try {
      const token = await mintAccessToken({
        dataFolder: app.config.dataFolder,
        personId: anna,
        issuer: app.config.issuer.url,
      });
      const answer = await fetch(`${app.url}/me`, { headers: { authorization: `Bearer ${token}` } });
      expect(await answer.json()).toMatchObject({ personId: anna });
    } finally {
      await app.stop();
    }
  });

  it('the mark is refused where people have passwords', async () => {
    const app = await startIdentityApp();
    await app.identity.setPassword(anna, PASSWORD);
    await app.stop(true);
    const again = startIdentityApp({ environment: { KONSIL_DEMO: 'on', KONSIL_DATA: app.config.dataFolder } }).then(
      (other) => other.stop(),
    );
    await expect(again).rejects.toThrow('real use');
    await app.stop();
  });
});
