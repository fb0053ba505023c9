/** The built-in OpenID provider: authorization code with PKCE for the portal, access tokens as JWT for the API. */

import { type Configuration, interactionPolicy, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { IdentityPorts } from '../ports.js';
import type { IdentityDatabase } from '../store/database.js';
import { secretNamed, type SigningKey, SIGNING_ALGORITHM } from '../store/keys.js';
import { OidcAdapter } from '../store/oidc-adapter.js';
import type { Revocations } from '../store/revocations.js';
import { personIdFrom } from '../tokens/person-id.js';
import { originOf, pageHeaders } from '../pages/html.js';
import { errorPage, signedOutPage, signOutPage } from '../pages/provider-pages.js';

export const PORTAL_CLIENT = 'konsil-portal';

/** What access tokens are for, as a resource indicator (RFC 8707); also what a client gets that names none. */
export const API_RESOURCE = 'urn:konsil:api';

/** Where the sign-in of programs on a person's own machine returns to, on any port (RFC 8252). */
const LOOPBACK = ['http://127.0.0.1/signed-in', 'http://localhost/signed-in', 'http://[::1]/signed-in'];

const SCOPES = 'openid profile offline_access';
const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

export interface ProviderOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly redirectUris: readonly string[];
  readonly keys: readonly SigningKey[];
  readonly database: IdentityDatabase;
  readonly revocations: Revocations;
  readonly ports: Pick<IdentityPorts, 'registrations'>;
}

export const builtInProvider = (options: ProviderOptions): Provider => {
  const provider = new Provider(options.issuer, configurationOf(options));
  // The host and scheme that people use stand in the issuer; `mount.ts` sets both, whatever a request says.
  provider.proxy = true;
  return provider;
};

const configurationOf = ({
  audience,
  database,
  revocations,
  redirectUris,
  keys,
  ports,
}: ProviderOptions): Configuration => ({
  adapter: (kind: string) => new OidcAdapter(kind, database, revocations),
  jwks: { keys: [...keys] },
  clients: [
    {
      client_id: PORTAL_CLIENT,
      client_name: 'Konsil',
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [...new Set([...redirectUris, ...LOOPBACK])],
      post_logout_redirect_uris: [...new Set([...redirectUris, ...LOOPBACK])],
      id_token_signed_response_alg: SIGNING_ALGORITHM,
      scope: SCOPES,
    },
  ],
  clientDefaults: { id_token_signed_response_alg: SIGNING_ALGORITHM },
  clientBasedCORS: (_ctx, origin) => redirectUris.some((uri) => new URL(uri).origin === origin),
  cookies: {
    keys: [secretNamed(database, 'cookies').toString('base64url')],
    names: { session: 'konsil_session', interaction: 'konsil_sign_in', resume: 'konsil_sign_in_resume' },
    long: { signed: true, httpOnly: true, sameSite: 'lax', overwrite: true },
    short: { signed: true, httpOnly: true, sameSite: 'lax', overwrite: true },
  },
  claims: { openid: ['sub'], profile: ['name', 'locale'] },
  scopes: SCOPES.split(' '),
  responseTypes: ['code'],
  pkce: { required: () => true },
  features: {
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => API_RESOURCE,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: '',
        audience,
        accessTokenFormat: 'jwt',
        accessTokenTTL: 15 * MINUTE,
        jwt: { sign: { alg: SIGNING_ALGORITHM } },
      }),
    },
    revocation: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => {
        ctx.set(pageHeaders(originOf(ctx.oidc.params?.['post_logout_redirect_uri'])));
        ctx.body = signOutPage(ctx.get('accept-language'), form);
      },
      postLogoutSuccessSource: (ctx) => {
        ctx.set(pageHeaders());
        ctx.body = signedOutPage(ctx.get('accept-language'));
      },
    },
    userinfo: { enabled: false },
  },
  interactions: { policy: withoutConsent(), url: (_ctx, interaction) => `/sign-in/${interaction.uid}` },
  findAccount: async (_ctx, subject) => {
    const personId = personIdFrom(subject);
    const card = personId === undefined ? undefined : await ports.registrations.cardOf(personId);
    return card === undefined
      ? undefined
      : { accountId: subject, claims: () => ({ sub: subject, name: card.name, locale: card.language }) };
  },
  loadExistingGrant: grantOfOurOwnClient,
  extraTokenClaims: (_ctx, token) => ('grantId' in token && token.grantId ? { grant: token.grantId } : undefined),
  issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
  rotateRefreshToken: true,
  renderError: (ctx, out) => {
    ctx.set(pageHeaders());
    ctx.body = errorPage(ctx.get('accept-language'), out.error);
  },
  ttl: {
    AccessToken: 15 * MINUTE,
    AuthorizationCode: MINUTE,
    Grant: 14 * DAY,
    IdToken: 15 * MINUTE,
    Interaction: 60 * MINUTE,
    RefreshToken: 14 * DAY,
    Session: 14 * DAY,
  },
});

/** The portal is our own: signing in is all it asks. A client may still ask for consent by name, as some libraries do. */
const withoutConsent = () => {
  const policy = interactionPolicy.base();
  const consent = policy.get('consent');
  for (const check of [...(consent?.checks ?? [])]) consent?.checks.remove(check.reason);
  return policy;
};

/** The grant of this sign-in, made where there is none yet. */
const grantOfOurOwnClient = async (ctx: KoaContextWithOIDC) => {
  const { client, session, provider } = ctx.oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const known = session.grantIdFor(client.clientId);
  const existing = known === undefined ? undefined : await provider.Grant.find(known);
  if (existing !== undefined) return existing;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(SCOPES);
  await grant.save();
  return grant;
};
