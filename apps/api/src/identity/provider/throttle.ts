/** Slowing down who guesses passwords: per address of a person, growing with every failure. Forgotten at a restart. */

import { createHash } from 'node:crypto';
import { normalisedEmail } from '@konsil/event-store';
import { LRUCache } from 'lru-cache';

/** Failures that are free, and how long the first further one bars, doubling up to the longest. Milliseconds. */
const FREE = 5;
const FIRST = 10_000;
const LONGEST = 15 * 60_000;
const FORGET = 24 * 3_600_000;

interface Failures {
  readonly count: number;
  readonly barredUntil: number;
}

export class SignInThrottle {
  readonly #failures = new LRUCache<string, Failures>({ max: 50_000, ttl: FORGET });

  constructor(private readonly now: () => number = Date.now) {}

  /** Whole seconds until this address may try again; 0: now. */
  secondsToWait(email: string): number {
    const barredUntil = this.#failures.get(keyOf(email))?.barredUntil ?? 0;
    return Math.max(0, Math.ceil((barredUntil - this.now()) / 1000));
  }

  failed(email: string): void {
    const key = keyOf(email);
    const count = (this.#failures.get(key)?.count ?? 0) + 1;
    const bar = count < FREE ? 0 : Math.min(LONGEST, FIRST * 2 ** (count - FREE));
    this.#failures.set(key, { count, barredUntil: this.now() + bar });
  }

  succeeded(email: string): void {
    this.#failures.delete(keyOf(email));
  }
}

const keyOf = (email: string) => createHash('sha256').update(normalisedEmail(email)).digest('base64');
