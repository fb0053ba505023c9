/** On what a collaborator's access stands at a moment, so that the audit can name it. Rules: product.md G2, G4, G5; compliance.md (Consent and sharing). */

import type { ConsentId } from '../ids.js';
import type { ConsentStanding } from '../patient/consents.js';
import type { CollaboratorKind } from '../roster/events.js';
import type { RosterState } from '../roster/state.js';
import type { Instant } from '../time.js';

/**
 * What a share stands on now, which may be other than what it stood on when it was made (`SharingBasis`): consents end,
 * come and come back.
 */
export type AccessBasis =
  /** A recorded consent of the patient that covers recipient and purpose; it counts before everything else. */
  | { readonly of: 'consent'; readonly consentId: ConsentId; readonly textVersion: string }
  /** Practice staff works under the treatment contract. */
  | { readonly of: 'practice-staff' }
  /** The provider's word that the patient has consented; the version of the text that the provider confirmed last. */
  | { readonly of: 'attestation'; readonly textVersion?: string };

/** The consent that covers the recipient at the moment, where one does. */
export const coveringConsent = (
  { coveredUntil, consent }: ConsentStanding,
  now: Instant,
): ConsentStanding['consent'] => (coveredUntil !== null && now < coveredUntil ? consent : null);

/** What the access of a recipient who sees the case (`mayRecipientSee`) stands on. */
export const accessBasisOf = ({
  recipientKind,
  roster: { attestationVersion },
  consent,
  now,
}: {
  readonly recipientKind: CollaboratorKind;
  readonly roster: Pick<RosterState, 'attestationVersion'>;
  readonly consent: ConsentStanding;
  readonly now: Instant;
}): AccessBasis => {
  const covering = coveringConsent(consent, now);
  if (covering) return { of: 'consent', ...covering };
  if (recipientKind === 'staff') return { of: 'practice-staff' };
  return { of: 'attestation', ...(attestationVersion !== undefined && { textVersion: attestationVersion }) };
};
