/** The end of every sign-in of a data folder that nobody serves: for one from a backup, which may revive what has ended since. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_MARK } from './demo-mark.js';
import { openIdentityDatabase } from './database.js';

/**
 * Sessions, refresh tokens and one-time links work no more, and no access token verifies: the next start makes new keys
 * for tokens and cookies. Passwords stay as they are.
 */
export const endEverySignIn = (dataFolder: string): void => {
  if (!existsSync(join(dataFolder, 'identity.db'))) return;
  const database = openIdentityDatabase(dataFolder);
  try {
    database.transaction(() => {
      database.exec('DELETE FROM sign_ins; DELETE FROM signing_keys; UPDATE one_time_links SET expires_at = 0');
      database.prepare('DELETE FROM secrets WHERE name <> ?').run(DEMO_MARK);
    })();
  } finally {
    database.close();
  }
};
