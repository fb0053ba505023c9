/** What may be asked of lists in the order of time. Rules: product.md D4, F4. */

import type { Instant, ProviderId, TpsOrder } from '@konsil/domain';
import type { Asking } from '../questions.js';

export interface PageQuestion {
  /** `next` of the page before. */
  readonly cursor?: string;
  /** 1 to 200, default 50. */
  readonly limit?: number;
}

export type WorkQuestion = Asking & PageQuestion;

/** The list of a planning service's member: what is due first comes first. */
export interface TpsWorkQuestion extends WorkQuestion {
  /** Default: what is still to be done. */
  readonly states?: readonly TpsOrder['state'][];
  /** Only orders of these providers. */
  readonly providerId?: readonly ProviderId[];
}

/** The list of a provider: who waits longest comes first. */
export interface OverdueQuestion extends WorkQuestion {
  /** Awaited for at least so many days; default: as the rule has it that tells of overdue reviews. */
  readonly days?: number;
}

/** The list of a provider: what ends first comes first. */
export interface DueQuestion extends WorkQuestion {
  /** Only what ends before; default: within 30 days. */
  readonly until?: Instant;
}
