/** Everything about `keys.db`, the key-encryption key and the erasure ledger. */

import type { KeyObject } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { isKeyError } from '../keys/key-ring.js';
import { keyEncryptionKey } from '../keys/sqlite/key-encryption-key.js';
import { KEYS_VERSION, makeTables } from '../keys/sqlite/keys-file.js';
import type { FsckOptions } from './check-folder.js';
import { checkNames } from './directory.js';
import { ErasedClasses } from './erased.js';
import { checkIntegrity, checkTables, checkVersions } from './file.js';
import type { Findings } from './findings.js';
import { checkKeys, checkSecrets, KEYS_FILE } from './keys.js';

export interface KeyCounts {
  living: number;
  destroyed: number;
}

export const checkKeysFile = async (db: Database, options: FsckOptions, findings: Findings): Promise<KeyCounts> => {
  const { unsafeWithoutDigests: withoutDigests = false, ledgerFile, kekFile } = options;
  const attempt = (part: string, check: () => void | Promise<void>) => findings.attempt(KEYS_FILE, part, check);
  const kek = readKek(kekFile, findings);
  let counts: KeyCounts = { living: 0, destroyed: 0 };
  await attempt('its tables', () => {
    checkTables(db, KEYS_FILE, makeTables, findings);
    checkVersions(db, KEYS_FILE, KEYS_VERSION, findings);
  });
  await attempt('its pages', () => checkIntegrity(db, KEYS_FILE, findings));
  await attempt('the keys', async () => {
    const erased = new ErasedClasses(db);
    const check = { db, kek, erased, findings, withoutDigests };
    checkSecrets(check);
    counts = await checkKeys(check);
    erased.check(ledgerFile, findings);
  });
  if (withoutDigests) return counts;
  for (const table of ['addresses', 'identities'] as const) {
    await attempt('the directory', () => checkNames(db, table, findings));
  }
  return counts;
};

/** Read, never made. */
const readKek = (file: string, findings: Findings): KeyObject | undefined => {
  try {
    return keyEncryptionKey(file, false);
  } catch (error) {
    if (!isKeyError(error, 'wrong-key-encryption-key')) throw error;
    findings.add({ file: 'the key-encryption key', what: 'is missing or no key: no key of keys.db can be opened' });
    return undefined;
  }
};
