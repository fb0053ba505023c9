/** What is recorded of the shares of a case. Rules: product.md C1-C4, G2, G3. */

import type { BulkId, CollaboratorId, RecipientId } from '../../ids.js';
import type { Purpose } from '../../patient/events.js';
import type { CollaboratorKind } from '../../roster/events.js';
import type { GrantEnd, OfCase, SharingBasis } from './shared.js';

/** Why a case was shared, where the provider did not tick the collaborator in the case's own pop-up. */
export type SharingCause = 'order-creator' | 'standing-rule' | 'tps-order' | 'bulk';

/**
 * Why a share ended. `by-provider`: unticked; `bulk-undone`: undone with the bulk act that made it; the others follow by
 * rule from what happened to the roster entry.
 */
export type UnsharingCause =
  | 'by-provider'
  | 'collaborator-removed'
  | 'invitation-declined'
  | 'invitation-withdrawn'
  | 'invitation-expired'
  | 'bulk-undone';

interface OfGrant extends OfCase {
  readonly collaboratorId: CollaboratorId;
  readonly recipientId: RecipientId;
}

export type SharingEvent =
  | {
      readonly type: 'CaseShared';
      readonly data: OfGrant & {
        readonly recipientKind: CollaboratorKind;
        /**
         * What the disclosure is for. By default what the kind of collaborator does for the treatment (`usualPurposes`):
         * `treatment`, for a planning service `treatment-planning`. A consent to treatment covers both, and a second opinion.
         */
        readonly purpose: Purpose;
        readonly basis: SharingBasis;
        readonly ends?: GrantEnd;
        readonly pseudonymised: boolean;
        /** Absent: the provider ticked the collaborator. */
        readonly cause?: SharingCause;
        /** With cause `bulk`: the act that shared it. */
        readonly bulkId?: BulkId;
      };
    }
  | {
      readonly type: 'CaseUnshared';
      readonly data: OfGrant & {
        readonly cause: UnsharingCause;
        /** With cause `bulk-undone`: the act that was undone. */
        readonly bulkId?: BulkId;
      };
    }
  | {
      readonly type: 'GrantRenewed';
      /** The end from now on; absent: without one. */
      readonly data: OfGrant & { readonly ends?: GrantEnd };
    }
  /** The end by date has come; access had ended by itself at that moment (G3). */
  | { readonly type: 'GrantExpired'; readonly data: OfGrant };
