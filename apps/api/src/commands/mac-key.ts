/**
 * HMAC-SHA-256 under one key (RFC 2104), by the hash that Node offers in one call: its `createHmac` makes a stream for
 * every text, which costs four times as much, and every command needs one.
 */

import { hash } from 'node:crypto';

/** Bytes that SHA-256 takes at once; a key has no more of them. */
const BLOCK = 64;
const DIGEST = 32;

const padded = (key: Buffer, by: number): Buffer =>
  Buffer.alloc(BLOCK).map((_, at) => (key[at] ?? 0) ^ by) as Buffer<ArrayBuffer>;

export class MacKey {
  readonly #inner: Buffer;
  /** The outer pad with room for the inner digest; filled anew for every text. */
  readonly #outer: Buffer;

  /** @param key up to 64 bytes */
  constructor(key: Buffer) {
    if (key.length > BLOCK) throw new Error('A key for HMAC-SHA-256 is hashed first when it is longer than a block.');
    this.#inner = padded(key, 0x36);
    this.#outer = Buffer.concat([padded(key, 0x5c), Buffer.alloc(DIGEST)]);
  }

  /** In base64. */
  macOf(text: Buffer): string {
    hash('sha256', Buffer.concat([this.#inner, text], BLOCK + text.length), 'buffer').copy(this.#outer, BLOCK);
    return hash('sha256', this.#outer, 'base64');
  }
}
