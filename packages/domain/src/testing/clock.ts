/** A clock that stands still: rules judge by the moment they are given. */

import { daysAfter, type Instant } from '../time.js';

/** The moment at which the builders' people act. */
export const NOW: Instant = '2026-03-02T09:00:00.000Z';

export const inDays = (days: number, from: Instant = NOW): Instant => daysAfter(from, days);
