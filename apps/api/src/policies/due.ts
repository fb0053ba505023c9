/** Runs what is due by the clock, again and again. */

import type { Instant, PolicyName } from '@konsil/domain';

/** One rule that acts when a moment has come. */
export interface DueWork {
  readonly name: PolicyName;
  /** Does everything that is due now; doing it twice changes nothing more. */
  run(now: Instant, signal: AbortSignal): Promise<void>;
}

export interface DueParts {
  readonly now: () => Instant;
  /** Waits until it is time to look again, at most until the signal aborts. */
  readonly untilNext: (signal: AbortSignal) => Promise<void>;
  readonly onTrouble: (name: PolicyName, error: unknown) => void;
}

/** Runs until the signal aborts; resolves then. What fails is tried the next time, and keeps nothing else from running. */
export const runDueWork = async (work: readonly DueWork[], parts: DueParts, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    for (const one of work) {
      try {
        await one.run(parts.now(), signal);
      } catch (error) {
        if (signal.aborted) return;
        parts.onTrouble(one.name, error);
      }
    }
    await parts.untilNext(signal);
  }
};
