/** Grants end behind a removal, or an invitation that came to nothing: access has ended by itself, status and counters follow. */

import { endings } from '@konsil/domain';
import type { ReactionViews } from '@konsil/projections';
import type { Dispatcher } from './dispatching.js';
import { inTurns } from './in-turns.js';
import type { Reaction } from './reaction.js';

/** @param shown resolves when the rows show a log position, throws where that takes too long */
export const endGrants = (
  views: Pick<ReactionViews, 'casesSharedWith'>,
  shown: (position: number) => Promise<void>,
  dispatcher: Pick<Dispatcher, 'dispatch'>,
): Reaction => ({
  name: endings.name,
  reactsTo: endings.reactsTo,
  category: 'roster',
  react: async (event, signal) => {
    if (!('collaboratorId' in event.data)) return;
    await shown(event.position);
    const caseIds = await views.casesSharedWith(event.data.collaboratorId);
    await inTurns(endings.react(event, { caseIds }), signal, (wanted) =>
      dispatcher.dispatch(endings.name, event.id, wanted),
    );
  },
});
