/** Whose access ends soon, which no event says: the moment does. Rules: product.md C4, H1. */

import type { GrantEnd } from '../case/events/index.js';
import type { CaseId, CollaboratorId, PersonId, ProviderId } from '../ids.js';
import { daysAfter, type Instant } from '../time.js';
import type { Notification } from './notification.js';

/** How long before the end of a grant by date its recipient is told. */
export const ENDS_SOON_DAYS = 7;

/** An open grant. */
export interface EndingGrant {
  readonly caseId: CaseId;
  readonly providerId: ProviderId;
  readonly collaboratorId: CollaboratorId;
  readonly ends?: GrantEnd;
  /** Whether its recipient sees the case now. */
  readonly sees: boolean;
  /** The person, or every member of the organisation. */
  readonly people: readonly PersonId[];
}

/**
 * Who is to be told now, of grants that end by date within the next seven days. Asked again it answers the same under the same
 * keys, so each is told once; the key names the end, so a renewed grant is told again before its new one. Who sees the case
 * for longer through another of the grants is not told.
 */
export const accessEndsSoon = (grants: readonly EndingGrant[], now: Instant): readonly Notification[] => {
  const until = daysAfter(now, ENDS_SOON_DAYS);
  const working = grants.filter(({ sees }) => sees);
  return working.flatMap(({ caseId, providerId, collaboratorId, ends, people }) => {
    if (ends?.on !== 'date' || ends.at <= now || ends.at > until) return [];
    const endsAt = ends.at;
    const longer = working.filter((other) => other.caseId === caseId && lastsLonger(other.ends, endsAt));
    return people
      .filter((to) => to !== providerId && !longer.some((other) => other.people.includes(to)))
      .map((to) => ({
        key: ['access-ends-soon', caseId, collaboratorId, endsAt, to].join(':'),
        kind: 'access-ends-soon' as const,
        to,
        about: { providerId, caseId, collaboratorId, endsAt },
      }));
  });
};

const lastsLonger = (ends: GrantEnd | undefined, moment: Instant): boolean => ends?.on !== 'date' || ends.at > moment;
