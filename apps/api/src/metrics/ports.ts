/** What metrics ask of the process. */

import type { Readiness } from '../health/index.js';

export interface Health {
  readiness(): Promise<Readiness>;
  /** How many groups of each projection are parked, those without any too. */
  parkedGroups(): Promise<Readonly<Record<string, number>>>;
}
