/** Work on several events at once, and the position below which all of it is done. */

export class UnderWay {
  readonly #begun = new Map<number, Promise<void>>();
  readonly #failure = new AbortController();
  #lookedAt: number;
  #saved: number;

  /**
   * @param most how many are under way at once
   * @param save told of each higher position up to which everything is done
   */
  constructor(
    private readonly most: number,
    after: number,
    private readonly save: (position: number) => void,
  ) {
    this.#lookedAt = after;
    this.#saved = after;
  }

  /** Aborts with the first failure. */
  get failed(): AbortSignal {
    return this.#failure.signal;
  }

  /** Begins as soon as there is room; positions come in rising order. */
  async begin(position: number, work: () => Promise<void>): Promise<void> {
    while (this.#begun.size >= this.most) await Promise.race(this.#begun.values());
    if (this.failed.aborted) return;
    this.#lookedAt = position;
    const done = work().then(
      () => {
        this.#begun.delete(position);
        this.#saveWhatIsDone();
      },
      (error: unknown) => this.#failure.abort(error),
    );
    this.#begun.set(position, done);
  }

  /** Nothing up to here is still to be begun. */
  lookedAt(position: number): void {
    if (position <= this.#lookedAt && this.#begun.size > 0) return;
    this.#lookedAt = Math.max(position, this.#lookedAt);
    this.#saveWhatIsDone();
  }

  /** Resolves when nothing is under way any more. @throws the first failure */
  async ended(): Promise<void> {
    await Promise.all(this.#begun.values());
    this.failed.throwIfAborted();
  }

  /** A failed one stays begun: nothing behind it counts as done. */
  #saveWhatIsDone(): void {
    const [first] = this.#begun.keys();
    const done = first === undefined ? this.#lookedAt : first - 1;
    if (done <= this.#saved) return;
    this.#saved = done;
    this.save(done);
  }
}
