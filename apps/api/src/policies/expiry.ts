/** Records that grants have ended by their date, which they have whether this is recorded or not. Rules: product.md C4, G3. */

import { expiry, type Instant } from '@konsil/domain';
import type { EndedGrant, ReactionViews } from '@konsil/projections';
import type { Dispatcher } from './dispatching.js';
import type { DueWork } from './due.js';
import { inTurns } from './in-turns.js';

const AT_A_TIME = 500;

export const expireGrants = (
  views: Pick<ReactionViews, 'grantsEndedBy'>,
  dispatcher: Pick<Dispatcher, 'dispatch'>,
): DueWork => ({
  name: expiry.name,
  run: async (now: Instant, signal: AbortSignal) => {
    let after: EndedGrant | undefined;
    do {
      const grants = await views.grantsEndedBy(now, AT_A_TIME, after);
      await inTurns(grants, signal, async (grant) => {
        for (const wanted of expiry.due({ grants: [grant] }, now))
          await dispatcher.dispatch(expiry.name, `${grant.collaboratorId}/${grant.endsAt}`, wanted);
      });
      after = grants.length < AT_A_TIME ? undefined : grants.at(-1);
    } while (after !== undefined);
  },
});
