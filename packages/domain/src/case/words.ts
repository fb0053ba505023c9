/** What somebody says of a patient with an act: words for a conversation, or a reason. Rules: product.md C6, E4, G9. */

import { DomainError } from '../errors.js';
import type { MessageId } from '../ids.js';
import { demandNotErased } from '../patient/demands.js';
import { demandText } from '../text.js';
import type { CaseContext } from './context.js';
import type { SubmittedCase } from './state.js';

type OfPatient = Pick<CaseContext, 'patient'>;

/** Words as they come in: given with an act, part of it (C6). */
export interface WordsGiven {
  /** New in the case: under the id of other words they would take the place of those. */
  readonly messageId: MessageId;
  readonly text: string;
}

/**
 * Exactly what is stored of words, whatever else came in with them: not blank, and under an id that no other words of the case
 * have, which they would take the place of.
 * @param missing what is said where they are blank
 * @throws DomainError `CASE.WORDS_MISSING`, `TEXT.TOO_LONG`, `CASE.WORDS_ID_TAKEN` (facts: `messageId`), `PATIENT.ERASED`
 */
export const demandWords = (
  { messageId, text }: WordsGiven,
  missing: string,
  on: SubmittedCase,
  { patient }: OfPatient,
): WordsGiven => {
  demandText(text, 'CASE.WORDS_MISSING', missing);
  demandNotErased(patient, 'content');
  if (Object.hasOwn(on.words, messageId)) {
    throw new DomainError('CASE.WORDS_ID_TAKEN', 'Other words have this id.', { messageId });
  }
  return { messageId, text };
};

/** @throws DomainError `CASE.REASON_MISSING` with the message where it is blank, `TEXT.TOO_LONG`, `PATIENT.ERASED` */
export const demandReason = (reason: string, message: string, { patient }: OfPatient): void => {
  demandText(reason, 'CASE.REASON_MISSING', message);
  demandNotErased(patient, 'content');
};

/** A reason that may be left out. @throws DomainError as {@link demandReason} */
export const demandReasonIfAny = (reason: string | undefined, of: OfPatient): void => {
  if (reason !== undefined) demandReason(reason, 'A reason that is given is not empty.', of);
};
