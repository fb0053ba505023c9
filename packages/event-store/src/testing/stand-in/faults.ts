/** What the stand-in can be told to do wrong, as real servers were seen to do. */

export type AppendFault =
  /** The call breaks before anything is written. */
  | 'refuse'
  /** Answers "Server Is Not Ready"; nothing is written. */
  | 'not-ready'
  /** Never answers; nothing is written. */
  | 'hang'
  /** Writes, and never answers. */
  | 'hang-after-writing'
  /** Writes, and answers that it timed out. */
  | 'fail-after-writing'
  /** Writes, and the call breaks before the answer. */
  | 'drop-after-writing'
  /** Writes, and answers after so many ms. */
  | { readonly lateMs: number };

export type CheckpointFault = 'stale' | 'ahead';

export class Faults {
  readonly #appends: AppendFault[] = [];
  readonly #open = new Set<() => void>();
  #checkpoints: CheckpointFault | undefined;
  #silentReads = 0;

  /** The next `times` appends go wrong in this way. */
  onAppends(fault: AppendFault, times = 1): void {
    for (let count = 0; count < times; count += 1) this.#appends.push(fault);
  }

  /** The next `times` reads and subscriptions get no answer. */
  silenceReads(times = 1): void {
    this.#silentReads += times;
  }

  /** Forgets what was still to go wrong. */
  clear(): void {
    this.#appends.length = 0;
    this.#checkpoints = undefined;
    this.#silentReads = 0;
  }

  /** Checkpoints name an old position (`stale`) or one beyond the end of the log (`ahead`), until told otherwise. */
  onCheckpoints(fault: CheckpointFault | undefined): void {
    this.#checkpoints = fault;
  }

  /** Breaks every open subscription and batch call, as a dying server does. */
  dropStreams(): void {
    for (const drop of [...this.#open]) drop();
  }

  openCalls(): number {
    return this.#open.size;
  }

  nextAppend(): AppendFault | undefined {
    return this.#appends.shift();
  }

  isNextReadSilent(): boolean {
    if (this.#silentReads === 0) return false;
    this.#silentReads -= 1;
    return true;
  }

  checkpoint(): CheckpointFault | undefined {
    return this.#checkpoints;
  }

  /** Registers an open call; the answer takes it off again. */
  opened(drop: () => void): () => void {
    this.#open.add(drop);
    return () => {
      this.#open.delete(drop);
    };
  }
}
