/**
 * A check of one row of a file: what a flipped bit changes in it no longer fits. It is no proof against somebody who
 * writes the file on purpose: whoever can do that can write the check too (docs/compliance.md, Tamper evidence).
 */

import { hash } from 'node:crypto';

const CHECK_BYTES = 8;

/**
 * The first 8 bytes of the SHA-256 of the row's values as one text. By way of a text of bytes: a digest as a buffer has
 * memory of its own, which costs more than the hashing.
 */
export const rowCheck = (text: string): Buffer =>
  Buffer.from(hash('sha256', text, 'binary').slice(0, CHECK_BYTES), 'binary');

/**
 * The check of a row of `events`: its place in the log, when the log took it, and the metadata to the byte; these hold
 * header and digest, which cover everything else.
 */
export const eventCheck = (position: number, recordedAt: string, metadata: string): Buffer =>
  rowCheck(`${position}\n${recordedAt}\n${metadata}`);

/** Whether a stored check is the one of these values; false for whatever else stands in its place. */
export const isCheck = (stored: unknown, check: Buffer): boolean => Buffer.isBuffer(stored) && stored.equals(check);
