/** When nothing that is said of a patient goes to others any more. Rules: product.md G9; GDPR Art. 18. */

import { DomainError } from '../errors.js';
import { demandNotErased } from '../patient/demands.js';
import { consentsOf, type PatientState } from '../patient/state.js';

/**
 * New text of a patient may be written and given to others.
 * @throws DomainError `PATIENT.ERASED`, `CONVERSATION.PROCESSING_RESTRICTED`
 */
export const demandDisclosable = (patient: PatientState): void => {
  demandNotErased(patient, 'content');
  if (consentsOf(patient).restricted) {
    throw new DomainError('CONVERSATION.PROCESSING_RESTRICTED', 'Nothing of this patient is given to others any more.');
  }
};
