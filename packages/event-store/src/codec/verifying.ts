/** Whether a stored event is still what was written: what a check of the log asks, without any key. */

import type { StoredEvent } from '../port.js';
import { digestOf, headerOf } from './header.js';
import { additionsOf, objectIn, readMetadata } from './metadata.js';

/** What {@link verifyDigest} finds. */
export type Soundness =
  | 'sound'
  /** Data or metadata can't be read at all. */
  | 'unreadable'
  /** The stored data are not those of the digest. */
  | 'data-changed'
  /** The stored metadata (actor, role, on whose behalf, command, causes) are not those of the header. */
  | 'metadata-changed'
  /** The header is not canonical, or says another digest, place, actor, cause or consent than the log does. */
  | 'header-changed';

/** Whether a stored event is still what was written, as far as that can be told from the event alone; needs no key. */
export const verifyDigest = (stored: StoredEvent): Soundness => {
  const additions = additionsOf(stored);
  if (additions === undefined || stored.data === undefined) return 'unreadable';
  if (digestOf(stored.data) !== additions.digest) return 'data-changed';
  const header = objectIn(additions.header);
  const data = objectIn(stored.data);
  const metadata = readMetadata(stored.metadata);
  if (data === undefined || metadata === undefined) return 'unreadable';
  if (header === undefined || typeof header['time'] !== 'string') return 'header-changed';
  if (!metadata.fitHeader) return 'metadata-changed';
  const { stream, revision, id, type } = stored;
  const { schemaVersion, digest } = additions;
  const place = { stream, revision, id, type, schemaVersion, time: header['time'], digest };
  return headerOf(place, metadata.given, data) === additions.header ? 'sound' : 'header-changed';
};
