/** Tells who waits that the log has grown; counts, so that nothing between a read and the wait for more is missed. */
export class Changes {
  #count = 0;
  readonly #waiting = new Set<() => void>();

  /** How often the log has changed; to be read before the log is. */
  get count(): number {
    return this.#count;
  }

  notify(): void {
    this.#count += 1;
    for (const wake of [...this.#waiting]) wake();
  }

  /** Resolves when the log has changed since `count`, or when the signal aborts. */
  after(count: number, signal: AbortSignal): Promise<void> {
    if (count !== this.#count || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}
