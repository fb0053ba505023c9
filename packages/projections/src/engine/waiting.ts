/** Who waits for the rows to reach a position. */

interface Waiter {
  readonly position: number;
  readonly resolve: () => void;
}

export class Waiting {
  readonly #waiters = new Set<Waiter>();

  /** Rejects with the signal's reason when it aborts first. */
  until(position: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        this.#waiters.delete(waiter);
        const reason: unknown = signal?.reason;
        reject(reason instanceof Error ? reason : new Error('The wait was given up.'));
      };
      const waiter: Waiter = {
        position,
        resolve: () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        },
      };
      if (signal?.aborted === true) return abort();
      signal?.addEventListener('abort', abort);
      this.#waiters.add(waiter);
    });
  }

  reached(position: number): void {
    for (const waiter of this.#waiters) {
      if (waiter.position > position) continue;
      this.#waiters.delete(waiter);
      waiter.resolve();
    }
  }
}
