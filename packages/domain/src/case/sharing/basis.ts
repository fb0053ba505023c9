/** On what a new share stands, as the event that shares names it. Rules: product.md G2; compliance.md (Consent and sharing). */

import { basisRefusal, type BasisRefusal } from '../../access/seeing.js';
import { DomainError } from '../../errors.js';
import { type ConsentStanding, consentStanding } from '../../patient/consents.js';
import type { Purpose } from '../../patient/events.js';
import { consentsOf } from '../../patient/state.js';
import type { RosterEntry } from '../../roster/state.js';
import type { CaseContext } from '../context.js';
import type { SharingBasis } from '../events/index.js';

/**
 * Staff work under the treatment contract; an outsider needs the patient's release, which the attestation stands for
 * where no consent is recorded.
 * @throws DomainError as {@link demandStanding}
 */
export const demandBasis = (
  entry: RosterEntry,
  purpose: Purpose,
  confirmed: { readonly attestationVersion: string; readonly termsVersion: string },
  context: CaseContext,
): SharingBasis => {
  const { coveredUntil, consent } = demandStanding(entry, purpose, context);
  const covers = coveredUntil !== null && context.now < coveredUntil ? consent : null;
  return {
    policy: context.roster.policy,
    ...confirmed,
    ...(covers && { consentId: covers.consentId, consentTextVersion: covers.textVersion }),
    ...(entry.recipientKind === 'staff' ? ofStaff : ofOutsiders),
  };
};

/**
 * That a share with the entry for the purpose stands now, and on which consent.
 * @throws DomainError `CASE.CONSENT_MISSING`, `CASE.CONSENT_WITHDRAWN`, `CASE.SHARING_OBJECTED` or
 * `CASE.PROCESSING_RESTRICTED`, naming the collaborator.
 */
export const demandStanding = (
  entry: RosterEntry,
  purpose: Purpose,
  { roster: { policy }, patient, now }: CaseContext,
): ConsentStanding => {
  const { collaboratorId, recipientKind } = entry;
  const standing = consentStanding(consentsOf(patient), entry, purpose);
  const refusal = basisRefusal({ recipientKind, policy, consent: standing, now });
  if (refusal !== undefined) {
    const { code, message } = refusals[refusal];
    throw new DomainError(code, message, { collaboratorId, recipientKind, purpose });
  }
  return standing;
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

const refusals: Readonly<Record<BasisRefusal, { readonly code: `CASE.${string}`; readonly message: string }>> = {
  'consent-missing': {
    code: 'CASE.CONSENT_MISSING',
    message: 'No consent of the patient covers this collaborator and purpose.',
  },
  'consent-withdrawn': {
    code: 'CASE.CONSENT_WITHDRAWN',
    message: 'The patient has withdrawn consent for this collaborator.',
  },
  'sharing-objected': {
    code: 'CASE.SHARING_OBJECTED',
    message: 'The patient objects to sharing with this collaborator.',
  },
  'processing-restricted': {
    code: 'CASE.PROCESSING_RESTRICTED',
    message: "Nothing of this patient's is shared any more.",
  },
};
