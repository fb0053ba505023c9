/** The one rule by which a case is shared with a collaborator, whatever makes the share. Rules: product.md C1, C4, B5, G2. */

import { DomainError } from '../../errors.js';
import type { BulkId, CollaboratorId } from '../../ids.js';
import type { Purpose } from '../../patient/events.js';
import { purposesFor, usualPurposes } from '../../patient/purposes.js';
import { demandPresent } from '../../roster/adding.js';
import type { CurrentTexts } from '../../roster/context.js';
import { demandUpToDate } from '../../roster/entitling.js';
import { cameToNothing, notOpen } from '../../roster/inviting/invitation.js';
import type { PresentEntry } from '../../roster/state.js';
import { ofCase } from '../allowed.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent, GrantEnd, SharingCause } from '../events/index.js';
import type { Grant, SubmittedCase } from '../state.js';
import { demandBasis } from './basis.js';
import { expired } from './ending.js';
import { asEnd, demandEndToCome, hasEnded, isSameEnd } from './ends.js';

export interface ShareWith {
  readonly collaboratorId: CollaboratorId;
  readonly ends?: GrantEnd;
  /** Absent: what the kind of collaborator usually does, see `usualPurposes`. */
  readonly purpose?: Purpose;
  /** Absent: with the patient's identity data. */
  readonly pseudonymised?: boolean;
}

/**
 * What a provider is told before sharing pseudonymised: the identity data are left out, but what people have written or
 * uploaded can still name the patient (C4).
 */
export const PSEUDONYM_NOTICE = 'free-text-and-files-may-name-the-patient';

/**
 * The share as events: none where the case is shared with the collaborator already in just this way. A grant whose date
 * has passed is recorded as expired first, so that its verdict is not taken for the new one's. `how`: what makes the
 * share, where it is not the provider's tick; with `bulk` the act.
 * @throws DomainError for a collaborator who is not there or removed, on other terms than it is shared, without a basis (G2)
 */
export const shareWith = (
  share: ShareWith,
  on: SubmittedCase,
  context: CaseContext,
  how: { readonly cause?: SharingCause; readonly bulkId?: BulkId } = {},
): readonly CaseEvent[] => {
  const { collaboratorId, ends, pseudonymised = false } = share;
  const { roster, now } = context;
  const entry = demandPresent(roster, collaboratorId);
  const grant = on.grants[collaboratorId];
  if (grant && !hasEnded(grant, now)) {
    if (!asksForSomethingElse(share, grant)) return [];
    throw new DomainError('CASE.ALREADY_SHARED', 'The case is shared with this collaborator on other terms.', {
      collaboratorId,
    });
  }
  const { purpose, confirmed } = demandTerms(share, entry, context);
  const basis = demandBasis(entry, purpose, confirmed, context);
  demandEndToCome(ends, now, on.facts);
  const { recipientId, recipientKind } = entry;
  return [
    ...(grant ? [expired(on, grant)] : []),
    {
      type: 'CaseShared',
      data: {
        ...ofCase(on),
        collaboratorId,
        recipientId,
        recipientKind,
        purpose,
        basis,
        ...(ends && { ends: asEnd(ends) }),
        pseudonymised,
        ...how,
      },
    },
  ];
};

/**
 * What a share needs whichever case it is of: attestation and terms in force, a collaborator who has accepted or still can
 * (B5), and a purpose that fits them.
 * @throws DomainError `CASE.PURPOSE_MISMATCH`, and as `demandUpToDate`; where the invitation came to nothing as `notOpen` tells
 */
export const demandTerms = (
  share: Pick<ShareWith, 'purpose'>,
  entry: PresentEntry,
  { roster, texts, now }: Pick<CaseContext, 'roster' | 'texts' | 'now'>,
): { readonly purpose: Purpose; readonly confirmed: CurrentTexts } => {
  const { collaboratorId, recipientKind } = entry;
  const confirmed = demandUpToDate(roster, texts);
  if (cameToNothing(entry, now)) throw notOpen(entry);
  const { purpose = usualPurposes[recipientKind] } = share;
  const allowed = purposesFor[recipientKind];
  if (allowed.includes(purpose)) return { purpose, confirmed };
  throw new DomainError('CASE.PURPOSE_MISMATCH', 'A case is not shared with this kind of collaborator for this.', {
    collaboratorId,
    purpose,
    allowed,
  });
};

/** Options that are not named are left as they are. */
const asksForSomethingElse = ({ ends, purpose, pseudonymised }: ShareWith, grant: Grant): boolean =>
  (purpose !== undefined && purpose !== grant.purpose) ||
  (pseudonymised !== undefined && pseudonymised !== grant.pseudonymised) ||
  (ends !== undefined && !isSameEnd(ends, grant.ends));
