/** Those who wait until the read models show a log position. */

interface Waiter {
  readonly position: number;
  readonly settle: (reached: boolean) => void;
}

export class Waiters {
  private shown = -1;
  private readonly waiting = new Set<Waiter>();
  private givenUp = false;

  /** Position up to which queries show everything; -1: nothing yet. */
  get position(): number {
    return this.shown;
  }

  get someoneWaits(): boolean {
    return this.waiting.size > 0;
  }

  /**
   * The read models are at a position: further than before, or behind it when they are built anew, and then nobody is
   * told that they show what they no longer do.
   */
  follow(position: number): void {
    this.shown = position;
    for (const waiter of this.waiting) if (waiter.position <= position) waiter.settle(true);
  }

  /** True as soon as the position is shown, false when the bound (milliseconds) has passed before. */
  reached(position: number, boundMs: number): Promise<boolean> {
    if (position <= this.shown) return Promise.resolve(true);
    if (this.givenUp) return Promise.resolve(false);
    return new Promise((resolve) => {
      const settle = (reached: boolean): void => {
        clearTimeout(timer);
        this.waiting.delete(waiter);
        resolve(reached);
      };
      const waiter: Waiter = { position, settle };
      const timer = setTimeout(() => settle(false), boundMs);
      this.waiting.add(waiter);
    });
  }

  /** Nobody will get what they wait for: the process stops. */
  giveUp(): void {
    this.givenUp = true;
    for (const waiter of this.waiting) waiter.settle(false);
  }
}
