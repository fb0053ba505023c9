/** Texts that people write: never empty, never longer than the log can carry with ease. */

import { DomainError } from './errors.js';

/** In UTF-16 units. */
export const LONGEST_TEXT = 20_000;

/**
 * How a version of a consent's text, an attestation or terms is written: `2026-01`, or the text's URI. It stands in the log
 * unsealed and for ever, so it has no room for a sentence or a name with spaces. At most 200 characters.
 */
export const TEXT_VERSION = /^[A-Za-z0-9][\w.:/#?=&%~+-]{0,199}$/;

export const isTextVersion = (text: string): boolean => TEXT_VERSION.test(text);

/** @throws DomainError with the given code where the text is blank, `TEXT.TOO_LONG` where it is longer than allowed. */
export const demandText = (text: string, code: `${string}.${string}`, message: string): void => {
  if (text.trim() === '') throw new DomainError(code, message);
  if (text.length > LONGEST_TEXT) {
    throw new DomainError('TEXT.TOO_LONG', `A text has at most ${LONGEST_TEXT} characters.`, { longest: LONGEST_TEXT });
  }
};
