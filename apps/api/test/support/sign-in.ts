/** Signing in over HTTP as a browser and the portal would: authorization code with PKCE, through the sign-in page. */

import { createHash, randomBytes } from 'node:crypto';

/** A browser's cookies and redirects, as far as signing in needs them. */
export class Browser {
  readonly #cookies = new Map<string, string>();

  async open(url: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = new Headers(init.headers);
    if (cookie !== '') headers.set('cookie', cookie);
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      const value = pair.slice(at + 1);
      if (value === '') this.#cookies.delete(pair.slice(0, at));
      else this.#cookies.set(pair.slice(0, at), value);
    }
    return answer;
  }

  submit(url: string, fields: Readonly<Record<string, string>>): Promise<Response> {
    return this.open(url, { method: 'POST', body: new URLSearchParams(fields) });
  }
}

/** Where a redirect leads. @throws where the answer is none. */
export const leadsTo = (answer: Response, base: string): string => {
  const location = answer.headers.get('location');
  if (location === null) throw new Error(`expected a redirect, got status ${answer.status}`);
  return new URL(location, base).href;
};

export interface SignedIn {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly idToken: string;
  readonly browser: Browser;
}

export const RETURN_TO = 'http://127.0.0.1:49152/signed-in';

export interface Begun {
  readonly browser: Browser;
  /** Address of the sign-in page. */
  readonly page: string;
  readonly verifier: string;
  readonly state: string;
}

/** Up to the sign-in page. `publicUrl`: where Konsil runs, without a slash at the end. */
export const beginSignIn = async (publicUrl: string, extra: Readonly<Record<string, string>> = {}): Promise<Begun> => {
  const browser = new Browser();
  const verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(8).toString('hex');
  const parameters = new URLSearchParams({
    client_id: 'konsil-portal',
    response_type: 'code',
    redirect_uri: RETURN_TO,
    scope: 'openid profile offline_access',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state,
    ...extra,
  });
  const page = leadsTo(await browser.open(`${publicUrl}/oidc/auth?${parameters.toString()}`), publicUrl);
  return { browser, page, verifier, state };
};

/** From the answer to the sign-in form to the tokens. */
export const completeSignIn = async (publicUrl: string, begun: Begun, answer: Response): Promise<SignedIn> => {
  let next = leadsTo(answer, publicUrl);
  for (let hop = 0; !next.startsWith(RETURN_TO); hop++) {
    if (hop > 5) throw new Error('the sign-in leads in circles');
    next = leadsTo(await begun.browser.open(next), publicUrl);
  }
  const back = new URL(next).searchParams;
  const code = back.get('code');
  if (code === null || back.get('state') !== begun.state)
    throw new Error(`the sign-in came back with ${back.get('error') ?? 'another state'}`);
  return {
    ...(await exchange(publicUrl, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: RETURN_TO,
      code_verifier: begun.verifier,
    })),
    browser: begun.browser,
  };
};

/** What the token endpoint gives for a code or a refresh token. */
export const exchange = async (
  publicUrl: string,
  grant: Readonly<Record<string, string>>,
): Promise<Omit<SignedIn, 'browser'>> => {
  const answer = await fetch(`${publicUrl}/oidc/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: 'konsil-portal', ...grant }),
  });
  if (!answer.ok) throw new Error(`no tokens: ${answer.status} ${await answer.text()}`);
  const { access_token, refresh_token, id_token } = (await answer.json()) as Record<string, string | undefined>;
  if (access_token === undefined || refresh_token === undefined || id_token === undefined)
    throw new Error('a token is missing');
  return { accessToken: access_token, refreshToken: refresh_token, idToken: id_token };
};

/** Signs a person in. @throws where the password is wrong, or anything on the way is. */
export const signIn = async (publicUrl: string, email: string, password: string): Promise<SignedIn> => {
  const begun = await beginSignIn(publicUrl);
  return completeSignIn(publicUrl, begun, await begun.browser.submit(begun.page, { email, password }));
};
