/** What is recorded of setups, verdicts and the pen. Rules: product.md C6-C9. */

import type { CollaboratorId, PersonId } from '../../ids.js';
import type { Personal } from '../../personal.js';
import type { Instant } from '../../time.js';
import type { CaseType, OfCase, PenHolder, ReviewRule, Words } from './shared.js';

interface OfSetup extends OfCase {
  /** 1 for the first setup of the case, then one more each. */
  readonly setupVersion: number;
}

interface OfVerdict extends OfSetup {
  readonly collaboratorId: CollaboratorId;
  /** Who judged: the collaborator, or a member of the organisation (B8). */
  readonly personId: PersonId;
}

export type ReviewingEvent =
  | {
      readonly type: 'SetupReadyForReview';
      readonly data: OfSetup & {
        /** When the lab's technician made it; recorded later. */
        readonly occurredAt: Instant;
        /** Where the lab's viewer shows the model. */
        readonly viewerUrl?: Personal<string>;
        /** How many aligner sets it takes: what case types are limited by. */
        readonly alignerSets?: number;
      };
    }
  | { readonly type: 'SetupMarkedReady'; readonly data: OfVerdict & { readonly words?: Words } }
  | { readonly type: 'SetupDeclinedByCollaborator'; readonly data: OfVerdict & { readonly words: Words } }
  | {
      readonly type: 'SetupSentBack';
      readonly data: OfSetup & { readonly collaboratorId: CollaboratorId; readonly words: Words };
    }
  | { readonly type: 'SetupDeclined'; readonly data: OfSetup & { readonly words: Words } }
  | { readonly type: 'SetupApproved'; readonly data: OfSetup & { readonly caseType: CaseType } }
  | { readonly type: 'ReviewRuleChosen'; readonly data: OfCase & { readonly reviewRule: ReviewRule } }
  | {
      readonly type: 'ReviewEscalated';
      /** The collaborator has not judged this version since the moment, for longer than the provider waits. */
      readonly data: OfSetup & { readonly collaboratorId: CollaboratorId; readonly waitingSince: Instant };
    }
  | {
      readonly type: 'PenTaken';
      /** `from`: whose turn it was, where it was taken over. */
      readonly data: OfCase & { readonly holder: PenHolder; readonly from?: PenHolder };
    }
  | { readonly type: 'PenPassed'; readonly data: OfCase & { readonly from: PenHolder; readonly to: PenHolder } }
  | { readonly type: 'PenReleased'; readonly data: OfCase & { readonly holder: PenHolder } };
