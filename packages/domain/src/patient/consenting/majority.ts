/** A guardian consents for a minor only, and only for as long. Rules: product.md G1; docs/decisions/erasure-decisions.md. */

import { DomainError } from '../../errors.js';
import { isErased, type Personal } from '../../personal.js';
import type { CalendarDate, Instant } from '../../time.js';
import type { PatientIdentity } from '../events.js';

const OF_AGE = 18;

/**
 * From when on a guardian's consent counts no more: the first day, in UTC, of the month in which the patient turns 18. The
 * month and not the day, since the end of a consent stands in the log unsealed and for ever: the day would tell the birthday.
 */
export const endOfGuardianship = (birthDate: CalendarDate): Instant => {
  const year = String(Number(birthDate.slice(0, 4)) + OF_AGE).padStart(4, '0');
  return `${year}-${birthDate.slice(5, 7)}-01T00:00:00.000Z`;
};

/**
 * Until when a consent that a guardian has given is valid: as asked, but at most until the patient is of age.
 * @throws DomainError `PATIENT.AGE_UNKNOWN` where the birth date is erased or was not given, `PATIENT.NO_LONGER_MINOR`.
 * Neither names the date.
 */
export const guardianValidity = (
  validUntil: Instant | undefined,
  identity: Personal<PatientIdentity> | undefined,
  now: Instant,
): Instant => {
  if (identity === undefined || isErased(identity)) {
    throw new DomainError(
      'PATIENT.AGE_UNKNOWN',
      'Without the birth date nobody can say whether a guardian may consent.',
    );
  }
  const end = endOfGuardianship(identity.birthDate);
  if (end <= now) {
    throw new DomainError('PATIENT.NO_LONGER_MINOR', 'From the month of the 18th birthday on the patient consents.');
  }
  return validUntil === undefined || validUntil > end ? end : validUntil;
};
