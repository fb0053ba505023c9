/**
 * Whether a grant works now for its recipient, from small plain facts: the same question is answered from folded states
 * and from rows of a read model. Access is a function of events and now. Rules: product.md G2, G3, B5, B6.
 */

import type { GrantEnd } from '../case/events/index.js';
import { hasEnded } from '../case/sharing/ends.js';
import { type ConsentFacts, consentStanding, type ConsentStanding } from '../patient/consents.js';
import type { RecipientFacts } from '../patient/recipients.js';
import type { CollaboratorKind, ConsentPolicy } from '../roster/events.js';
import type { EntryStatus } from '../roster/state.js';
import type { Instant } from '../time.js';

export interface SeeingFacts {
  /** The grant that no event has ended; absent where there is none. */
  readonly grant: { readonly recipientKind: CollaboratorKind; readonly ends?: GrantEnd } | undefined;
  /** The roster entry behind it. */
  readonly entry: { readonly status: EntryStatus } | undefined;
  readonly policy: ConsentPolicy;
  readonly consent: Pick<ConsentStanding, 'blocked' | 'blockedBy' | 'coveredUntil'>;
  readonly now: Instant;
}

/** Why a recipient sees nothing. */
export type SightRefusal =
  'not-shared' | 'grant-ended' | 'not-accepted' | 'collaborator-paused' | 'collaborator-removed' | BasisRefusal;

/** Why what a share stands on does not stand (G2, G9). */
export type BasisRefusal = 'consent-withdrawn' | 'consent-missing' | 'sharing-objected' | 'processing-restricted';

export type Sight = { readonly sees: true } | { readonly sees: false; readonly reason: SightRefusal };

/** Whether the recipient of a grant may see the case now; whether a person speaks for the recipient is asked elsewhere. */
export const mayRecipientSee = ({ grant, entry, policy, consent, now }: SeeingFacts): Sight => {
  if (!grant) return unseen('not-shared');
  if (hasEnded(grant, now)) return unseen('grant-ended');
  if (!entry || entry.status === 'removed') return unseen('collaborator-removed');
  if (entry.status === 'paused') return unseen('collaborator-paused');
  if (entry.status !== 'active') return unseen('not-accepted');
  const refusal = basisRefusal({ recipientKind: grant.recipientKind, policy, consent, now });
  return refusal ? unseen(refusal) : { sees: true };
};

/**
 * Whether what a share stands on stands now: a consent that covers the recipient always does; without one it needs that
 * nothing blocks the recipient, and staff or the policy `attestation` (G2). As one line over columns:
 * `covered_until > now OR (NOT blocked AND (kind = 'staff' OR policy = 'attestation'))`.
 */
export const basisRefusal = ({
  recipientKind,
  policy,
  consent,
  now,
}: {
  readonly recipientKind: CollaboratorKind;
  readonly policy: ConsentPolicy;
  readonly consent: Pick<ConsentStanding, 'blocked' | 'blockedBy' | 'coveredUntil'>;
  readonly now: Instant;
}): BasisRefusal | undefined => {
  if (consent.coveredUntil !== null && now < consent.coveredUntil) return undefined;
  if (consent.blocked) return blockedFor[consent.blockedBy ?? 'withdrawal'];
  return recipientKind === 'staff' || policy === 'attestation' ? undefined : 'consent-missing';
};

/**
 * Whether a withdrawal, an objection or a restriction ends what somebody sees of a patient whose case they drafted (D1, G9).
 * Nothing is shared yet, so that no consent has to cover them: under every policy only what blocks counts.
 */
export const isShutOut = (recipient: RecipientFacts, consents: ConsentFacts, now: Instant): boolean =>
  basisRefusal({
    recipientKind: recipient.recipientKind,
    policy: 'attestation',
    consent: consentStanding(consents, recipient),
    now,
  }) !== undefined;

const blockedFor = {
  withdrawal: 'consent-withdrawn',
  objection: 'sharing-objected',
  restriction: 'processing-restricted',
} as const satisfies Readonly<Record<NonNullable<ConsentStanding['blockedBy']>, BasisRefusal>>;

const unseen = (reason: SightRefusal): Sight => ({ sees: false, reason });
