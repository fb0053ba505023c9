/** The key-encryption key: 32 random bytes in a file of their own, which wrap every key of `keys.db`. */

import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  randomBytes,
  randomUUID,
  type KeyObject,
} from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { KeyError } from '../key-ring.js';
import { syncFolderOf } from '../ledger.js';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** Reads the key-encryption key; makes it (mode 0600) only where `mayMake`: stored keys need the one that wrapped them. */
export const keyEncryptionKey = (file: string, mayMake: boolean): KeyObject => {
  if (!existsSync(file)) {
    if (!mayMake) throw new KeyError('wrong-key-encryption-key', 'The file of the key-encryption key is missing.');
    makeKeyFile(file);
  }
  const bytes = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (bytes.length !== KEY_BYTES) {
    throw new KeyError('wrong-key-encryption-key', 'The file of the key-encryption key holds no key of 32 bytes.');
  }
  return createSecretKey(bytes);
};

/** Where a new key-encryption key waits until everything is wrapped by it. */
export const nextKeyFile = (file: string): string => `${file}.next`;

/** Where the key stays that a rotation has replaced: backups made before it need it. */
export const previousKeyFile = (file: string): string => `${file}.previous`;

/** The next key becomes the key; the one before it stays beside it. Durable when it returns, whole at every moment. */
export const takePlace = (next: string, file: string): void => {
  const previous = previousKeyFile(file);
  rmSync(previous, { force: true });
  if (existsSync(file)) linkSync(file, previous);
  renameSync(next, file);
  syncFolderOf(file);
};

/** Whole or not at all, and never over another process's key: written beside, then linked. */
const makeKeyFile = (file: string): void => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  const descriptor = openSync(draft, 'wx', 0o600);
  try {
    writeSync(descriptor, `${randomBytes(KEY_BYTES).toString('base64')}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  syncFolderOf(file);
};

/** Wraps a secret: nonce, tag, ciphertext. `purpose` binds it to what it is for. */
export const wrap = (secret: Buffer, purpose: string, kek: KeyObject): Buffer => {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, kek, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
};

/** Unwraps a secret, `undefined` where it was not wrapped by this key for this purpose. */
export const unwrap = (wrapped: Buffer, purpose: string, kek: KeyObject): Buffer | undefined => {
  try {
    const nonce = wrapped.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv(CIPHER, kek, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(purpose));
    decipher.setAuthTag(wrapped.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(wrapped.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  } catch {
    return undefined;
  }
};
