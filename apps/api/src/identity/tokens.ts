/** Injection tokens inside the identity module. */
export const OIDC_PROVIDER = Symbol('OidcProvider');
export const PUBLIC_URL = Symbol('PublicUrl');
