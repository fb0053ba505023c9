/** A token that was good once: signed with the server's own key, as nobody else can. */

import { importJWK, SignJWT } from 'jose';
import { openIdentityDatabase } from '../../src/identity/store/database.js';
import { SIGNING_ALGORITHM, storedSigningKeys } from '../../src/identity/store/keys.js';

/** Ends so many seconds from now; negative: it has ended. Everything else is as the built-in issuer makes it. */
export const tokenEnding = async (
  dataFolder: string,
  personId: string,
  issuer: string,
  seconds: number,
): Promise<string> => {
  const database = openIdentityDatabase(dataFolder);
  try {
    const [key] = storedSigningKeys(database);
    if (key === undefined) throw new Error('the server has no signing key yet');
    const now = Math.floor(Date.now() / 1000);
    return await new SignJWT({ client_id: 'konsil-cli' })
      .setProtectedHeader({ alg: SIGNING_ALGORITHM, kid: key.kid, typ: 'at+jwt' })
      .setIssuer(issuer)
      .setAudience('konsil-api')
      .setSubject(personId)
      .setJti(crypto.randomUUID())
      .setIssuedAt(now - 3600)
      .setExpirationTime(now + seconds)
      .sign(await importJWK(key, SIGNING_ALGORITHM));
  } finally {
    database.close();
  }
};
