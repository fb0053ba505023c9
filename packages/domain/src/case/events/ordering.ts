/** What is recorded of a case's orders: drafts, the first order, and what is ordered later. Rules: product.md D1-D4. */

import type { CollaboratorId, OrderNumber, PracticeId } from '../../ids.js';
import type { Instant } from '../../time.js';
import type { CaseType, OfCase, OrderKind, ReviewRule, Through, Words } from './shared.js';

/** `through`: the entry of the collaborator who created it, who with the provider alone sees a draft (D1). */
interface FirstOrder extends OfCase, Through {
  readonly orderNumber: OrderNumber;
  readonly kind: OrderKind;
  readonly practiceId: PracticeId;
}

/** An order that continues a case. */
interface LaterOrder extends OfCase, Through {
  readonly orderNumber: OrderNumber;
}

/** Whether the case type covers what is ordered; only the provider accepts a price (domain-facts.md). */
export type Charge = 'included' | 'paid';

/** Why aligners are made again. */
export type ReplacementCause = 'lost' | 'broken' | 'does-not-fit';

export type OrderingEvent =
  | {
      readonly type: 'OrderDrafted';
      readonly data: FirstOrder & {
        /** The collaborator who created it knows the patient without identity data, and so sees the draft (C4). */
        readonly pseudonymised?: true;
      };
    }
  | { readonly type: 'DraftDiscarded'; readonly data: OfCase & Through }
  | {
      readonly type: 'OrderSubmitted';
      readonly data: FirstOrder & {
        /** The roster's default at this moment; later changes of the default do not touch this case (C7). */
        readonly reviewRule: ReviewRule;
      };
    }
  | {
      readonly type: 'RevisionRequested';
      /** The words say what the new setup shall change. */
      readonly data: LaterOrder & { readonly charge: Charge; readonly words: Words };
    }
  | { readonly type: 'RetainerOrdered'; readonly data: LaterOrder & { readonly charge: Charge } }
  | {
      readonly type: 'ReplacementOrdered';
      readonly data: LaterOrder & {
        readonly cause: ReplacementCause;
        /** Numbers of the aligners to be made again, from 1, in order. */
        readonly aligners: readonly number[];
      };
    }
  | { readonly type: 'CaseTypeUpgraded'; readonly data: OfCase & { readonly from: CaseType; readonly to: CaseType } }
  | {
      readonly type: 'CasePracticeChanged';
      readonly data: OfCase & { readonly from: PracticeId; readonly to: PracticeId };
    }
  | {
      readonly type: 'TpsOrdered';
      readonly data: OfCase & {
        /** The roster entry of the planning service. */
        readonly collaboratorId: CollaboratorId;
        /** At which of the three entry points (D4). */
        readonly with: 'submission' | 'case' | 'revision';
        /** End of the tenth working day after the order (domain-facts.md, Review loop). */
        readonly dueAt: Instant;
      };
    }
  | { readonly type: 'TpsCompleted'; readonly data: OfCase & { readonly collaboratorId: CollaboratorId } }
  | { readonly type: 'TpsCancelled'; readonly data: OfCase & { readonly collaboratorId: CollaboratorId } };
