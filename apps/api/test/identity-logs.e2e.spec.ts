import type { PersonId } from '@konsil/domain';
import { expect, it } from '@jest/globals';
import { createLogger } from '../src/http/index.js';
import { startIdentityApp } from './support/identity-app.js';
import { beginSignIn, signIn } from './support/sign-in.js';

const anna = '0a1e0000-0000-4000-8000-000000000001' as PersonId;
const PASSWORD = 'a long and quiet password';

it('Log lines hold no address, token, name or password, even at the finest level', async () => {
  const lines: string[] = [];
  const log = createLogger('trace', { write: (line) => void lines.push(line) });
  const app = await startIdentityApp({ log });
  try {
    app.people.add(anna, { name: 'Anna Example', email: 'anna@example.org', language: 'de' });
    const link = app.identity.createRegistrationLink(anna);
    await fetch(link, { method: 'POST', body: new URLSearchParams({ password: PASSWORD }) });
    const begun = await beginSignIn(app.url, { login_hint: 'anna@example.org' });
    await begun.browser.submit(begun.page, { email: 'anna@example.org', password: 'wrong wrong wrong' });
    const { accessToken, refreshToken } = await signIn(app.url, 'anna@example.org', PASSWORD);
    const asks = (path: string) => fetch(`${app.url}${path}`, { headers: { authorization: `Bearer ${accessToken}` } });
    await Promise.all([asks('/me?name=Anna'), asks('/breaks?name=Anna'), asks('/unknown/anna@example.org')]);
    const text = lines.join('');
    expect(text).toContain('"route":"/register/:token"');
    expect(text).toContain('a request failed');
    const secrets = [
      accessToken,
      refreshToken,
      PASSWORD,
      'wrong wrong',
      link.split('/').at(-1) ?? '',
      'anna@',
      'Anna',
      begun.page.split('/').at(-1) ?? '',
    ];
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  } finally {
    await app.stop();
  }
});
