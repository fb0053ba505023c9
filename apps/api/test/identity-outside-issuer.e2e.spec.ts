import { createServer, type Server } from 'node:http';
import type { PersonId } from '@konsil/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { freePort } from './support/free-port.js';
import { type IdentityApp, startIdentityApp } from './support/identity-app.js';

const anna = '0a1e0000-0000-4000-8000-000000000001' as PersonId;
const luis = '0a1e0000-0000-4000-8000-000000000002' as PersonId;

describe('With an OpenID issuer elsewhere', () => {
  let app: IdentityApp;
  let server: Server;
  let issuer: string;
  let sign: (claims: Record<string, unknown>) => Promise<string>;

  beforeAll(async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), kid: 'outside', alg: 'RS256', use: 'sig' };
    const port = await freePort();
    issuer = `http://127.0.0.1:${port}/realms/clinic`;
    server = createServer((request, answer) => {
      const documents: Record<string, unknown> = {
        '/realms/clinic/.well-known/openid-configuration': { issuer, jwks_uri: `${issuer}/keys` },
        '/realms/clinic/keys': { keys: [jwk] },
      };
      answer.setHeader('content-type', 'application/json').end(JSON.stringify(documents[request.url ?? ''] ?? {}));
    });
    sign = (claims) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', kid: 'outside', typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience('konsil-api')
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(privateKey);
    app = await startIdentityApp({ environment: { KONSIL_OIDC_ISSUER: issuer } });
    app.people.add(anna, { name: 'Anna', email: 'anna@example.org', language: 'de' });
    app.people.add(luis, { name: 'Luis', email: 'luis@example.org', language: 'en' });
  });

  afterAll(async () => {
    await app.stop();
    await new Promise((resolve) => server.close(resolve));
  });

  const asks = async (claims: Record<string, unknown>) => {
    const answer = await fetch(`${app.url}/me`, { headers: { authorization: `Bearer ${await sign(claims)}` } });
    return [answer.status, await answer.json()];
  };

  it('starts while the issuer is away, says so, and works when it comes back', async () => {
    expect(await asks({ sub: 'a-1', email: 'anna@example.org', email_verified: true })).toMatchObject([
      503,
      { code: 'ACCESS.ISSUER_UNREACHABLE' },
    ]);
    await new Promise<void>((resolve) => server.listen(Number(new URL(issuer).port), '127.0.0.1', resolve));
    expect(await asks({ sub: 'a-1', email: 'anna@example.org', email_verified: true })).toMatchObject([
      200,
      { personId: anna },
    ]);
  });

  it('finds a person by the verified e-mail address at first, by the subject from then on', async () => {
    await asks({ sub: 'a-1', email: 'anna@example.org', email_verified: true });
    expect(app.people.registered.get(anna)).toBe('identity-provider');
    expect(await asks({ sub: 'a-1', email: 'moved@example.org', email_verified: true })).toMatchObject([
      200,
      { personId: anna },
    ]);
  });

  it('knows nobody by a second subject with the same verified address, and still the first one', async () => {
    const anew = { sub: 'a-2', email: 'anna@example.org', email_verified: true };
    expect(await asks(anew)).toMatchObject([403, { code: 'ACCESS.PERSON_UNKNOWN' }]);
    expect(await asks(anew)).toMatchObject([403, { code: 'ACCESS.PERSON_UNKNOWN' }]);
    expect(await asks({ sub: 'a-1' })).toMatchObject([200, { personId: anna }]);
  });

  it('does not take an address that is not verified, and knows nobody by an unknown one', async () => {
    const unknown = { code: 'ACCESS.PERSON_UNKNOWN', status: 403 };
    expect(await asks({ sub: 'l-1', email: 'luis@example.org' })).toMatchObject([403, unknown]);
    expect(await asks({ sub: 'l-1', email: 'luis@example.org', email_verified: 'true' })).toMatchObject([403, unknown]);
    expect(await asks({ sub: 'x-1', email: 'eve@example.org', email_verified: true })).toMatchObject([403, unknown]);
    expect(await asks({ sub: 'l-1', email: 'luis@example.org', email_verified: true })).toMatchObject([
      200,
      { personId: luis },
    ]);
  });

  it('has no sign-in pages of its own', async () => {
    const paths = ['/oidc/.well-known/openid-configuration', '/sign-in/abc', '/register/abc'];
    const answers = await Promise.all(paths.map((path) => fetch(`${app.url}${path}`)));
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });
});
