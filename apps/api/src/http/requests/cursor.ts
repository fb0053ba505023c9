/** Cursors of lists: encrypted, so that nothing of a row stands in a URL, and bound to the person and the list. */

import { createCipheriv, createDecipheriv, createHash, type KeyObject, randomBytes } from 'node:crypto';
import { RequestError } from '../problems/errors.js';

const NONCE = 12;
const TAG = 16;

/** What a cursor is good for, for instance list, person and sorting; opening needs the same. */
export type CursorScope = string;

/** `key`: 32 bytes (AES-256-GCM). `content`: JSON. Answers with base64url. */
export const sealCursor = (key: KeyObject, scope: CursorScope, content: unknown): string => {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG });
  cipher.setAAD(digest(scope));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url');
};

/** @throws RequestError (400) where the cursor is not ours, or was given for another list, person or process key. */
export const openCursor = (key: KeyObject, scope: CursorScope, cursor: string): unknown => {
  const bytes = Buffer.from(cursor, 'base64url');
  if (bytes.length <= NONCE + TAG) throw badCursor();
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG });
    decipher.setAAD(digest(scope));
    decipher.setAuthTag(bytes.subarray(-TAG));
    const text = Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8');
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw badCursor(cause);
  }
};

const digest = (scope: CursorScope) => createHash('sha256').update(scope).digest();

const badCursor = (cause?: unknown) =>
  new RequestError(
    400,
    'REQUEST.CURSOR_INVALID',
    'The cursor does not belong to this list and this sorting. Begin again without one.',
    {},
    { cause },
  );
