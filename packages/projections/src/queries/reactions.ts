/** What rules that act by themselves ask of the rows: no viewer, so no access to judge, and ids alone. Rules: product.md B6, C4. */

import type { CaseId, CollaboratorId, Instant } from '@konsil/domain';
import type { ReadStore } from '../read-store/index.js';

/** A grant whose date has passed and whose end is not recorded yet. */
export interface EndedGrant {
  readonly caseId: CaseId;
  readonly collaboratorId: CollaboratorId;
  readonly endsAt: Instant;
}

export interface ReactionViews {
  /** Every case with a grant of the roster entry that no event has ended, whether it works or not. */
  casesSharedWith(collaboratorId: CollaboratorId): Promise<readonly CaseId[]>;
  /** Those that ended first come first; at most `limit`, behind one of them where that is named. */
  grantsEndedBy(now: Instant, limit: number, after?: EndedGrant): Promise<readonly EndedGrant[]>;
}

export const createReactionViews = ({ queries: database }: Pick<ReadStore, 'queries'>): ReactionViews => ({
  casesSharedWith: async (collaboratorId) => {
    const grants = await database
      .selectFrom('grants')
      .select('caseId')
      .where('collaboratorId', '=', collaboratorId)
      .execute();
    return grants.map(({ caseId }) => caseId);
  },
  grantsEndedBy: (now, limit, after) => {
    const ended = database
      .selectFrom('grants')
      .select(['caseId', 'collaboratorId', 'endsAt'])
      .where('endsAt', '<=', now)
      .orderBy('endsAt')
      .orderBy('caseId')
      .orderBy('collaboratorId')
      .limit(limit);
    return (
      after === undefined
        ? ended
        : ended.where((grant) =>
            grant(
              grant.refTuple('endsAt', 'caseId', 'collaboratorId'),
              '>',
              grant.tuple(after.endsAt, after.caseId, after.collaboratorId),
            ),
          )
    ).execute();
  },
});
