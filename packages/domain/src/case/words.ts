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
 * @throws DomainError `CASE.WORDS_MISSING` with the message where they are blank, `TEXT.TOO_LONG`, `CASE.MESSAGE_ID_TAKEN`
 * (facts: `messageId`) by other words of the case, `PATIENT.ERASED`
 */
export const demandWords = (
  { messageId, text }: WordsGiven,
  message: string,
  on: SubmittedCase,
  { patient }: OfPatient,
): void => {
  demandText(text, 'CASE.WORDS_MISSING', message);
  if (Object.hasOwn(on.words, messageId)) {
    throw new DomainError('CASE.MESSAGE_ID_TAKEN', 'Other words of this case have this id.', { messageId });
  }
  demandNotErased(patient, 'content');
};

/** Exactly what is stored, whatever else came in with it. */
export const asWords = ({ messageId, text }: WordsGiven): WordsGiven => ({ messageId, text });

/** @throws DomainError `CASE.REASON_MISSING` with the message where it is blank, `TEXT.TOO_LONG`, `PATIENT.ERASED` */
export const demandReason = (reason: string, message: string, { patient }: OfPatient): void => {
  demandText(reason, 'CASE.REASON_MISSING', message);
  demandNotErased(patient, 'content');
};

/** A reason that may be left out. @throws DomainError as {@link demandReason} */
export const demandReasonIfAny = (reason: string | undefined, of: OfPatient): void => {
  if (reason !== undefined) demandReason(reason, 'A reason that is given is not empty.', of);
};
