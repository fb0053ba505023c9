import { describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { TokenVerifier } from './token-verifier.js';

const ISSUER = 'https://issuer.example';

const setting = async (tolerance = 0) => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  let milliseconds = Date.UTC(2026, 2, 1);
  let lookups = 0;
  const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256' }] });
  const verifier = new TokenVerifier(
    {
      issuer: ISSUER,
      audience: 'konsil-api',
      algorithms: ['ES256'],
      kinds: ['at+jwt'],
      tolerance,
      keys: (header, token) => {
        lookups += 1;
        return keys(header, token);
      },
    },
    () => milliseconds,
  );
  const now = () => milliseconds / 1000;
  const token = (lifetime: number) =>
    new SignJWT({})
      .setProtectedHeader({ alg: 'ES256', kid: 'k', typ: 'at+jwt' })
      .setIssuer(ISSUER)
      .setAudience('konsil-api')
      .setSubject('somebody')
      .setIssuedAt(now())
      .setExpirationTime(now() + lifetime)
      .sign(privateKey);
  return { verifier, token, pass: (seconds: number) => (milliseconds += seconds * 1000), lookups: () => lookups };
};

describe('A verified token', () => {
  it('is remembered, so that its signature is checked once', async () => {
    const { verifier, token, lookups } = await setting();
    const text = await token(60);
    await verifier.verify(text);
    await verifier.verify(text);
    expect(verifier.remembered(text)?.subject).toBe('somebody');
    expect(lookups()).toBe(1);
  });

  it('is forgotten the moment it expires', async () => {
    const { verifier, token, pass } = await setting();
    const text = await token(60);
    await verifier.verify(text);
    pass(59);
    expect(verifier.remembered(text)).toBeDefined();
    pass(1);
    expect(verifier.remembered(text)).toBeUndefined();
    await expect(verifier.verify(text)).rejects.toMatchObject({ name: 'InvalidToken', reason: 'expired' });
  });

  it('is not remembered when it was refused', async () => {
    const { verifier, token, pass } = await setting();
    const text = await token(1);
    pass(5);
    await expect(verifier.verify(text)).rejects.toMatchObject({ reason: 'expired' });
    expect(verifier.remembered(text)).toBeUndefined();
  });
});
