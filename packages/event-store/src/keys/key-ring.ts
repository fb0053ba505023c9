/**
 * Keys of personal data: one per (data subject, retention class). What is sealed under a key is gone, everywhere and in
 * every backup of the log, once the key is destroyed (product.md G9; docs/compliance.md, Erasure and keeping).
 */

import type { KeyObject } from 'node:crypto';
import type { DataClass } from '../codec/codec.js';

/** A key that seals or opens; `id` is random and says nothing about the subject. */
export interface SealingKey {
  readonly id: string;
  readonly key: KeyObject;
}

/** What is known of a key id: the key; `destroyed`; or that this ring has never had it. */
export type KeyAnswer = KeyObject | 'destroyed' | 'unknown';

/** Why the ring refuses; test on `code`. */
export type KeyErrorCode =
  /** The subject has been erased: nothing personal may be written for it any more. */
  | 'fenced'
  /** The key-encryption key does not open what is stored: the wrong file, or a changed one. */
  | 'wrong-key-encryption-key'
  /** A stored key can't be unwrapped although the key-encryption key is the right one. */
  | 'damaged-key'
  /** The key-encryption key can't be changed while any process has `keys.db` open. */
  | 'in-use'
  /** There is no `keys.db`. */
  | 'missing'
  /** The disk refused to read or write: nothing was given out that is not durable. */
  | 'unavailable';

export class KeyError extends Error {
  override readonly name = 'KeyError';

  constructor(
    readonly code: KeyErrorCode,
    message: string,
    readonly facts: { readonly subject?: string; readonly class?: DataClass; readonly keyId?: string } = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Whether an error is one of the key ring's; by shape, since `instanceof` fails across module contexts. */
export const isKeyError = (error: unknown, code?: KeyErrorCode): error is KeyError =>
  typeof error === 'object' &&
  error !== null &&
  (error as { name?: unknown }).name === 'KeyError' &&
  (code === undefined || (error as { code?: unknown }).code === code);

/** One erasure as the ledger keeps it: outside every backup set, applied before a restored backup serves. */
export interface Erasure {
  readonly subject: string;
  readonly classes: readonly DataClass[];
  readonly erasedAt: string;
}

export interface KeyRing {
  /** The key to seal with, made and durable when this resolves. Refuses an erased subject (`fenced`). */
  keyFor(subject: string, dataClass: DataClass): Promise<SealingKey>;
  /** The same at once, where the ring has it in memory; `undefined` where {@link keyFor} has to be asked. */
  knownKeyFor(subject: string, dataClass: DataClass): SealingKey | undefined;
  /** The key that sealed something. */
  keyById(keyId: string): Promise<KeyAnswer>;
  /** The same at once, where the ring has it in memory; `undefined` where {@link keyById} has to be asked. */
  cachedKey(keyId: string): KeyAnswer | undefined;
  /** Whether nothing personal of that class may be written for the subject. */
  isFenced(subject: string, dataClass: DataClass): Promise<boolean>;
  /**
   * Fences the subject, notes it in the erasure ledger, then destroys its keys of these classes; durable when it
   * resolves, and the same again when repeated. Answers the ids of the keys it destroyed.
   */
  erase(subject: string, classes: readonly DataClass[]): Promise<readonly string[]>;
  close(): Promise<void>;
}
