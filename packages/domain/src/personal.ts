/**
 * Personal data that may have been erased. The log seals such fields under a key of their data subject; when the key
 * has been destroyed, the field reads as `ERASED` everywhere, a value of its own (product.md G9).
 */
export interface Erased {
  readonly erased: true;
}

export const ERASED: Erased = Object.freeze({ erased: true });

export type Personal<T> = T | Erased;

/** Whether a personal value is gone. */
export const isErased = (value: unknown): value is Erased =>
  typeof value === 'object' && value !== null && (value as { erased?: unknown }).erased === true;
