/** What somebody says of a patient with an act: words for a conversation, or a reason. Rules: product.md C6, G9. */

import { demandNotErased } from '../patient/demands.js';
import { demandText } from '../text.js';
import type { CaseContext } from './context.js';

type OfPatient = Pick<CaseContext, 'patient'>;

/** @throws DomainError `CASE.WORDS_MISSING` with the message where they are blank, `TEXT.TOO_LONG`, `PATIENT.ERASED` */
export const demandWords = (text: string, message: string, { patient }: OfPatient): void => {
  demandText(text, 'CASE.WORDS_MISSING', message);
  demandNotErased(patient, 'content');
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
