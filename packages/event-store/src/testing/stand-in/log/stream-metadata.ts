/** What the newest `$metadata` event of `$$stream` says about reading that stream: `$tb`, `$maxAge`, `$maxCount`. */

import type { LogRecord } from './record.js';

/** `$tb` of a soft-deleted stream: the largest long, which a JSON number only nearly holds. */
const HIDDEN = 9.2e18;

export const hiddenMetadata = '{"$tb":9223372036854775807}';
export const reopenedMetadata = (truncateBefore: number): string => JSON.stringify({ $tb: truncateBefore });

interface Known {
  readonly $tb?: unknown;
  readonly $maxAge?: unknown;
  readonly $maxCount?: unknown;
}

const parsed = (metadata: LogRecord | undefined): Known => {
  if (metadata === undefined) return {};
  const value: unknown = JSON.parse(Buffer.from(metadata.data).toString('utf8'));
  return typeof value === 'object' && value !== null ? value : {};
};

export const isHidden = (metadata: LogRecord | undefined): boolean => {
  const { $tb } = parsed(metadata);
  return typeof $tb === 'number' && $tb >= HIDDEN;
};

/** Index of the first record that a read still shows. */
export const firstReadable = (metadata: LogRecord | undefined, records: readonly LogRecord[], now: number): number => {
  const { $tb, $maxAge, $maxCount } = parsed(metadata);
  let first = typeof $tb === 'number' ? $tb : 0;
  if (typeof $maxCount === 'number') first = Math.max(first, records.length - $maxCount);
  if (typeof $maxAge === 'number') {
    const young = records.findIndex((record) => record.created > now - $maxAge * 1000);
    first = Math.max(first, young === -1 ? records.length : young);
  }
  return first;
};
