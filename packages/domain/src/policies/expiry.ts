/** Grants whose date has passed are recorded as expired; access had ended at that moment already. Rules: product.md C4, G3. */

import type { CaseId, CollaboratorId } from '../ids.js';
import type { Instant } from '../time.js';
import type { DuePolicy } from './policy.js';

export interface ExpiryView {
  /** Open grants that end by date; those whose date is to come may be left out. */
  readonly grants: readonly {
    readonly caseId: CaseId;
    readonly collaboratorId: CollaboratorId;
    readonly endsAt: Instant;
  }[];
}

export const expiry: DuePolicy<ExpiryView> = {
  name: 'policy:expire-grants',
  due: ({ grants }, now) =>
    grants
      .filter(({ endsAt }) => endsAt <= now)
      .map(({ caseId, collaboratorId }) => ({
        on: { case: caseId },
        command: { type: 'ExpireGrant', data: { collaboratorId } },
      })),
};
