/** On what a new share stands, as the event that shares names it. Rules: product.md G2; compliance.md (Consent and sharing). */

import { basisRefusal } from '../access/seeing.js';
import { DomainError } from '../errors.js';
import { consentStanding } from '../patient/consents.js';
import type { Purpose } from '../patient/events.js';
import { consentsOf } from '../patient/state.js';
import type { RosterEntry } from '../roster/state.js';
import type { CaseContext } from './context.js';
import type { SharingBasis } from './events.js';

/**
 * Staff work under the treatment contract; an outsider needs the patient's release, which the attestation stands for
 * where no consent is recorded.
 * @throws DomainError `CASE.CONSENT_MISSING` or `CASE.CONSENT_WITHDRAWN`, naming the collaborator.
 */
export const demandBasis = (
  entry: RosterEntry,
  purpose: Purpose,
  confirmed: { readonly attestationVersion: string; readonly termsVersion: string },
  { roster, patient, now }: CaseContext,
): SharingBasis => {
  const { collaboratorId, recipientKind } = entry;
  const { policy } = roster;
  const standing = consentStanding(consentsOf(patient), entry, purpose);
  const refusal = basisRefusal({ recipientKind, policy, consent: standing, now });
  if (refusal === 'consent-missing') {
    throw new DomainError('CASE.CONSENT_MISSING', 'No consent of the patient covers this collaborator and purpose.', {
      collaboratorId,
      recipientKind,
      purpose,
    });
  }
  if (refusal === 'consent-withdrawn') {
    throw new DomainError('CASE.CONSENT_WITHDRAWN', 'The patient has withdrawn consent for this collaborator.', {
      collaboratorId,
      recipientKind,
      purpose,
    });
  }
  const covers = standing.coveredUntil !== null && now < standing.coveredUntil ? standing.consent : null;
  return {
    policy,
    ...confirmed,
    ...(covers && { consentId: covers.consentId, consentTextVersion: covers.textVersion }),
    ...(recipientKind === 'staff' ? ofStaff : ofOutsiders),
  };
};

const ofStaff = {
  legalBasis: 'gdpr-6-1-b',
  healthDataCondition: 'gdpr-9-2-h',
  secrecyRelease: 'practice-staff',
} as const;

const ofOutsiders = {
  legalBasis: 'gdpr-6-1-a',
  healthDataCondition: 'gdpr-9-2-a',
  secrecyRelease: 'patient-release',
} as const;
