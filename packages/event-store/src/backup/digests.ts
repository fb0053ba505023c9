/** Size and SHA-256 of files, read as streams. */

import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

export interface Digest {
  /** Bytes. */
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

export const digestOf = async (file: string): Promise<Digest> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return { size: (await stat(file)).size, sha256: hash.digest('hex') };
};

/**
 * Copies a file (mode 0600) and answers the digest of the bytes that were written.
 * @param onBytes how many have been written so far
 */
export const copyWithDigest = async (from: string, to: string, onBytes: (done: number) => void): Promise<Digest> => {
  const hash = createHash('sha256');
  let size = 0;
  const noted = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      size += chunk.length;
      onBytes(size);
      yield chunk;
    }
  };
  await pipeline(createReadStream(from), noted, createWriteStream(to, { mode: 0o600, flags: 'wx' }));
  return { size, sha256: hash.digest('hex') };
};
