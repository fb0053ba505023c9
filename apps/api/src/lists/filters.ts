/** From the shape of a request to a question of the read side. */

import type { Direction, ListFilters } from '@konsil/projections';
import type { CollaborationsSearchDto, OrdersSearchDto } from './filters.dto.js';

interface Question {
  readonly search?: string;
  readonly direction?: Direction;
}

/** Leaves out what was not asked, and writes moments the way the log does. */
export const filtersOf = (
  asked: OrdersSearchDto | CollaborationsSearchDto,
): { readonly question: Question; readonly filters: ListFilters } => {
  const { status, category, caseType, practiceId, collaboratorStatus, unread, activeSince, activeBefore } = asked;
  const { search, direction } = asked;
  return {
    question: {
      ...(search !== undefined && search.trim() !== '' && { search }),
      ...(direction !== undefined && { direction }),
    },
    filters: {
      ...(status !== undefined && { status }),
      ...(category !== undefined && { category }),
      ...(caseType !== undefined && { caseType }),
      ...(practiceId !== undefined && { practiceId }),
      ...(collaboratorStatus !== undefined && { collaboratorStatus }),
      ...(unread !== undefined && { unread }),
      ...(activeSince !== undefined && { activeSince: new Date(activeSince).toISOString() }),
      ...(activeBefore !== undefined && { activeBefore: new Date(activeBefore).toISOString() }),
    },
  };
};
