/**
 * The read models as the rest of the process sees them: woken when the log has grown, waited for by position. With the
 * projector in this process it is a thread of its own; without it the checkpoint of the shared store is watched.
 */

import type { ReadSide } from '../commands/desk.js';
import { Waiters } from './waiters.js';

/** The thread, or whatever stands in for it. */
export interface ProjectorLink {
  wake(): void;
  /** Whether anybody listens to what commits tell of rows; resolves when the thread knows. */
  listen(isListening: boolean): Promise<void>;
  stop(): Promise<void>;
}

export class ThreadReadSide implements ReadSide {
  private readonly waiters = new Waiters();
  private wakePending = false;

  constructor(private readonly link: ProjectorLink) {}

  /** Up to where queries show everything; -1: nothing yet. */
  async position(): Promise<number> {
    return this.waiters.position;
  }

  /** Where the rows are; earlier than before where they are built anew. */
  shown(position: number): void {
    this.waiters.follow(position);
  }

  /** Commits of one turn of the event loop wake the thread once. */
  wake(): void {
    if (this.wakePending) return;
    this.wakePending = true;
    setImmediate(() => {
      this.wakePending = false;
      this.link.wake();
    });
  }

  reached(position: number, boundMs: number): Promise<boolean> {
    return this.waiters.reached(position, boundMs);
  }

  async close(): Promise<void> {
    this.waiters.giveUp();
    await this.link.stop();
  }
}

/** How often the shared checkpoint is looked at while somebody waits, in milliseconds. */
const LOOK_MS = 5;

export class SharedReadSide implements ReadSide {
  private readonly waiters = new Waiters();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private closed = false;

  /** @param readCheckpoint position that the rows of the shared store show */
  constructor(private readonly readCheckpoint: () => Promise<number>) {}

  /** Up to where queries show everything; -1: nothing yet. */
  async position(): Promise<number> {
    await this.look();
    return this.waiters.position;
  }

  /** The process that holds the projector hears of the log's growth from the log. */
  wake(): void {}

  async reached(position: number, boundMs: number): Promise<boolean> {
    await this.look();
    const reached = this.waiters.reached(position, boundMs);
    this.timer ??= this.waiters.someoneWaits ? setInterval(() => this.lookAgain(), LOOK_MS) : undefined;
    return reached;
  }

  async close(): Promise<void> {
    this.closed = true;
    this.waiters.giveUp();
    clearInterval(this.timer);
    await this.looking?.catch(() => undefined);
  }

  /** One look at a time, so that none comes back with an earlier position than the one before it. */
  private look(): Promise<void> {
    if (this.closed) return Promise.resolve();
    this.looking ??= this.follow().finally(() => (this.looking = undefined));
    return this.looking;
  }

  private async follow(): Promise<void> {
    this.waiters.follow(await this.readCheckpoint());
  }

  /** A look that failed is followed by the next one; who waits is told no later than their bound. */
  private lookAgain(): void {
    if (this.waiters.someoneWaits) return void this.look().catch(() => undefined);
    clearInterval(this.timer);
    this.timer = undefined;
  }
}
