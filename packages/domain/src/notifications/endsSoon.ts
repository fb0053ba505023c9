/** Whose access ends soon, which no event says: the moment does. Rules: product.md C4, G1, G2, H1. */

import { basisRefusal } from '../access/seeing.js';
import type { GrantEnd } from '../case/events/index.js';
import type { CaseId, CollaboratorId, PersonId, ProviderId } from '../ids.js';
import { daysAfter, type Instant, NO_END } from '../time.js';
import type { Notification } from './notification.js';

/** How long before the end of a grant by date, or of the consent that it needs, its recipient is told. */
export const ENDS_SOON_DAYS = 7;

/** An open grant. */
export interface EndingGrant {
  readonly caseId: CaseId;
  readonly providerId: ProviderId;
  readonly collaboratorId: CollaboratorId;
  readonly ends?: GrantEnd;
  /** When what it stands on ends by itself, see {@link basisEndsAt}; absent: it does not. */
  readonly basisEndsAt?: Instant;
  /** Whether its recipient sees the case now. */
  readonly sees: boolean;
  /** The person, or every member of the organisation. */
  readonly people: readonly PersonId[];
}

/**
 * When what a share stands on now ends by itself: with a consent's validity, where the recipient sees nothing without it (G2).
 * `undefined` where it has no such end.
 */
export const basisEndsAt = (facts: Parameters<typeof basisRefusal>[0]): Instant | undefined => {
  const { coveredUntil } = facts.consent;
  if (coveredUntil === null || coveredUntil <= facts.now || coveredUntil === NO_END) return undefined;
  return basisRefusal({ ...facts, now: coveredUntil }) === undefined ? undefined : coveredUntil;
};

/**
 * Who is to be told now, of access that ends by itself within the next seven days: with the grant's date or with the consent's
 * validity. Asked again it answers the same under the same keys, so each is told once; the key names the end, so what is
 * renewed is told again before its new one. Who sees the case for longer through another of the grants is not told.
 */
export const accessEndsSoon = (grants: readonly EndingGrant[], now: Instant): readonly Notification[] => {
  const until = daysAfter(now, ENDS_SOON_DAYS);
  const working = grants.filter(({ sees }) => sees);
  return working.flatMap((grant) => {
    const { caseId, providerId, collaboratorId, people } = grant;
    const endsAt = endOf(grant);
    if (endsAt <= now || endsAt > until) return [];
    const longer = working.filter((other) => other.caseId === caseId && endOf(other) > endsAt);
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

const endOf = ({ ends, basisEndsAt: basis = NO_END }: EndingGrant): Instant =>
  ends?.on === 'date' && ends.at < basis ? ends.at : basis;
