/** What is recorded of one act on many cases: its preview, what became of each case, and its undo. Rules: product.md C2, C3. */

import type { GrantEnd } from '../case/events/index.js';
import type { BulkId, CaseId, CollaboratorId, ProviderId } from '../ids.js';
import type { Purpose } from '../patient/events.js';

interface OfBulk {
  readonly bulkId: BulkId;
  readonly providerId: ProviderId;
}

/** What became of one case. `changed-since`: it is not as the preview, or the act, had left it. */
export type BulkOutcome = 'shared' | 'already-shared' | 'refused' | 'changed-since';
export type UndoOutcome = 'restored' | 'changed-since';

export type BulkEvent =
  | {
      readonly type: 'BulkSharingStarted';
      readonly data: OfBulk & {
        readonly collaboratorId: CollaboratorId;
        /** How the shares are made; absent: as for a single share. */
        readonly purpose?: Purpose;
        readonly ends?: GrantEnd;
        readonly pseudonymised?: boolean;
        /** How many cases the preview said would be shared: that many stand in the events BulkCasesListed that follow. */
        readonly cases: number;
      };
    }
  | {
      readonly type: 'BulkCasesListed';
      /** A piece of the preview, at most 1,000 cases: exactly these are shared, no others. */
      readonly data: OfBulk & { readonly caseIds: readonly CaseId[] };
    }
  | {
      readonly type: 'BulkCaseHandled';
      /** `code`: of the refusal, where it was refused. */
      readonly data: OfBulk & { readonly caseId: CaseId; readonly outcome: BulkOutcome; readonly code?: string };
    }
  | {
      readonly type: 'BulkSharingCompleted';
      readonly data: OfBulk & { readonly counts: Readonly<Record<BulkOutcome, number>> };
    }
  | { readonly type: 'BulkUndoStarted'; readonly data: OfBulk }
  | {
      readonly type: 'BulkCaseRestored';
      readonly data: OfBulk & { readonly caseId: CaseId; readonly outcome: UndoOutcome };
    }
  | {
      readonly type: 'BulkSharingUndone';
      readonly data: OfBulk & { readonly counts: Readonly<Record<UndoOutcome, number>> };
    };
