/** The system's clock as the domain tells time. */

import type { Instant } from '@konsil/domain';

let read = Number.NaN;
let told: Instant = '';

/** Now, ISO 8601 UTC; the text is made once for every millisecond, since each command asks several times. */
export const now = (): Instant => {
  const time = Date.now();
  if (time !== read) {
    read = time;
    told = new Date(time).toISOString();
  }
  return told;
};
