/** Size and SHA-256 of files, read as streams. */

import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

export interface Digest {
  /** Bytes. */
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

export const digestOf = (file: string): Promise<Digest> => passing(file);

/** Copies a file (mode 0600) and answers the digest of the bytes that were written. */
export const copyWithDigest = (from: string, to: string, onBytes?: (count: number) => void): Promise<Digest> =>
  passing(from, { to, onBytes });

const passing = async (
  from: string,
  { to, onBytes }: { readonly to?: string; readonly onBytes?: ((count: number) => void) | undefined } = {},
): Promise<Digest> => {
  const hash = createHash('sha256');
  let size = 0;
  const seen = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      size += chunk.length;
      onBytes?.(size);
      yield chunk;
    }
  };
  if (to === undefined) for await (const _ of seen(createReadStream(from)));
  else await pipeline(createReadStream(from), seen, createWriteStream(to, { mode: 0o600, flags: 'wx' }));
  return { size, sha256: hash.digest('hex') };
};
