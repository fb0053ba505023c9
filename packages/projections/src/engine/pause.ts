/** Pauses between tries, which can be cut short. */

const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 10_000;

/** Milliseconds before the next try: doubling, half of it by chance so that processes do not try in step. */
export const backOff = (attempt: number, random: () => number = Math.random): number => {
  const whole = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(attempt, 20));
  return whole / 2 + (random() * whole) / 2;
};

/** Ends when the time is over, the signal aborts, or it is cut short. */
export class Pause {
  #end: (() => void) | undefined;

  wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        this.#end = undefined;
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      signal.addEventListener('abort', end);
      this.#end = end;
    });
  }

  cutShort(): void {
    this.#end?.();
  }
}
