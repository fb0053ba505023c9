/**
 * Changes as they happen, to each who follows: what comes while one note is on its way is merged into the next, so that a
 * slow reader costs a bounded memory and nobody else's time. Rules: product.md F6.
 */

import type { Instant, PersonId } from '@konsil/domain';
import { asyncScheduler, concatMap, Subject, type Subscription, throttleTime } from 'rxjs';
import type { Told } from '../engine/index.js';
import type { Source } from '../queries/snapshot.js';
import { judge, type LiveNote, recipientsNow } from './judging.js';
import { Changes } from './pending.js';

export interface LiveOptions {
  readonly source: Source;
  readonly clock: () => Instant;
  /**
   * Told when the first comes and when the last has gone: only in between the engine has to tell what changes. Resolves when
   * whatever is recorded from then on will be told.
   */
  readonly onListening?: (isListening: boolean) => void | Promise<void>;
  /** Milliseconds between two notes to one reader, at the least; default 250. */
  readonly pause?: number;
}

export interface Follower {
  /** Resolves when the reader can take the next one. */
  readonly deliver: (note: LiveNote) => Promise<void>;
  /** Something went wrong, and nothing more will come. */
  readonly onError: (error: unknown) => void;
}

const PAUSE = 250;

/** One who follows. */
interface Reader {
  readonly viewer: PersonId;
  readonly changes: Changes;
  readonly signals: Subject<void>;
  recipients: readonly string[];
}

export class Live {
  readonly #readers = new Set<Reader>();
  #listening: void | Promise<void> = undefined;

  constructor(private readonly options: LiveOptions) {}

  /** What commits tell, in their order. */
  take(told: readonly Told[]): void {
    if (told.length === 0 || this.#readers.size === 0) return;
    for (const reader of this.#readers) {
      for (const one of told) reader.changes.add(one, reader);
      if (!reader.changes.isEmpty) reader.signals.next();
    }
  }

  /** Something was not heard of: everybody is told to look anew, whatever it was. */
  missed(): void {
    for (const { changes, signals } of this.#readers) {
      changes.addAll();
      signals.next();
    }
  }

  /** Until it is unsubscribed from. Whom the viewer speaks for is known before it resolves: nothing later is missed. */
  async follow(viewer: PersonId, { deliver, onError }: Follower): Promise<Subscription> {
    const { source, clock, pause = PAUSE } = this.options;
    const reader: Reader = { viewer, changes: new Changes(), signals: new Subject<void>(), recipients: [viewer] };
    const tell = async (): Promise<void> => {
      if (reader.changes.isEmpty) return;
      const { note, recipients } = await judge(source, { viewer, now: clock() }, reader.changes.take());
      reader.recipients = recipients;
      if (note !== undefined) await deliver(note);
    };
    this.#add(reader);
    try {
      await this.#listening;
      reader.recipients = await recipientsNow(source, viewer);
    } catch (error) {
      this.#remove(reader);
      throw error;
    }
    const subscription = reader.signals
      .pipe(throttleTime(pause, asyncScheduler, { leading: true, trailing: true }), concatMap(tell))
      .subscribe({ error: onError });
    subscription.add(() => this.#remove(reader));
    return subscription;
  }

  #add(reader: Reader): void {
    this.#readers.add(reader);
    if (this.#readers.size === 1) this.#listening = this.options.onListening?.(true);
  }

  #remove(reader: Reader): void {
    if (this.#readers.delete(reader) && this.#readers.size === 0) void this.options.onListening?.(false);
  }
}
