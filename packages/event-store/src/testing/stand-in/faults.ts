/** What the stand-in can be told to do wrong, as real servers were seen to do. */

export type AppendFault =
  /** The call breaks before anything is written. */
  | 'refuse'
  /** Answers "Server Is Not Ready"; nothing is written. */
  | 'not-ready'
  /** Answers that access is denied; nothing is written. */
  | 'deny'
  /** Never answers; nothing is written. */
  | 'hang'
  /** Writes, and never answers. */
  | 'hang-after-writing'
  /** Writes, and answers that it timed out. */
  | 'fail-after-writing'
  /** Writes, and the call breaks before the answer. */
  | 'drop-after-writing'
  /** Writes, and answers twice; on a call of its own (unary) an append can be answered but once. */
  | 'answer-twice'
  /** Writes, and answers after so many ms. */
  | { readonly lateMs: number };

export type ReadFault =
  /** The call breaks before its first answer. */
  | 'refuse'
  /** Answers "Server Is Not Ready". */
  | 'not-ready'
  /** Answers that access is denied. */
  | 'deny'
  /** Never answers. */
  | 'hang'
  /** The call breaks after its first event. */
  | 'drop-midway';

export type SubscriptionFault =
  /** Checkpoints name the first position of the log. */
  | 'stale-checkpoints'
  /** Checkpoints name a position beyond the end of the log. */
  | 'checkpoints-ahead'
  /** Every event comes twice. */
  | 'events-twice';

export class Faults {
  readonly #appends: AppendFault[] = [];
  readonly #reads: ReadFault[] = [];
  readonly #open = new Set<() => void>();
  readonly #reading = new Set<symbol>();
  #subscriptions: SubscriptionFault | undefined;
  #features = 0;
  #generation = 0;

  /** The next `times` appends go wrong in this way. */
  onAppends(fault: AppendFault, times = 1): void {
    for (let count = 0; count < times; count += 1) this.#appends.push(fault);
  }

  /** The next `times` reads and subscriptions go wrong in this way. */
  onReads(fault: ReadFault, times = 1): void {
    for (let count = 0; count < times; count += 1) this.#reads.push(fault);
  }

  /** Subscriptions go wrong in this way, until told otherwise. */
  onSubscriptions(fault: SubscriptionFault | undefined): void {
    this.#subscriptions = fault;
  }

  /** The next `times` questions for the server's methods fail inside the server. */
  onFeatures(times = 1): void {
    this.#features += times;
  }

  /** Forgets what was still to go wrong. */
  clear(): void {
    this.#appends.length = 0;
    this.#reads.length = 0;
    this.#subscriptions = undefined;
    this.#features = 0;
  }

  /** Breaks every open subscription and batch call, as a dying server does. */
  dropStreams(): void {
    for (const drop of [...this.#open]) drop();
  }

  /** The batch calls that are open stay so and are never answered again; nothing that comes on them is written. */
  deafen(): void {
    this.#generation += 1;
  }

  /** Whether a batch call that was opened in a generation is deaf by now. */
  isDeaf(generation: number): boolean {
    return generation !== this.#generation;
  }

  /** Of a batch call that is opened now. */
  get generation(): number {
    return this.#generation;
  }

  /** Reads and subscriptions that neither side has ended. */
  openReads(): number {
    return this.#reading.size;
  }

  /** Registers a read that has begun; the answer takes it off again. */
  reading(): () => void {
    const read = Symbol('read');
    this.#reading.add(read);
    return () => {
      this.#reading.delete(read);
    };
  }

  openCalls(): number {
    return this.#open.size;
  }

  nextAppend(): AppendFault | undefined {
    return this.#appends.shift();
  }

  nextRead(): ReadFault | undefined {
    return this.#reads.shift();
  }

  failsFeatures(): boolean {
    if (this.#features === 0) return false;
    this.#features -= 1;
    return true;
  }

  subscriptions(): SubscriptionFault | undefined {
    return this.#subscriptions;
  }

  /** Registers an open call; the answer takes it off again. */
  opened(drop: () => void): () => void {
    this.#open.add(drop);
    return () => {
      this.#open.delete(drop);
    };
  }
}
