/** When a share ends by itself: by date, or when the setup is approved. Rules: product.md C4, G3. */

import { demandInstant } from '../../demands.js';
import { DomainError } from '../../errors.js';
import type { Instant } from '../../time.js';
import type { GrantEnd } from '../events/index.js';
import type { CaseFacts } from '../facts/index.js';

/** The date has passed, whether or not that has been recorded: what ends at a moment has ended at it. */
export const hasEnded = ({ ends }: { readonly ends?: GrantEnd }, now: Instant): boolean =>
  ends?.on === 'date' && ends.at <= now;

/**
 * An end is a moment to come; an approval comes until the setup is approved, and again once a revision was asked for.
 * `facts`: of the case, where it is about one.
 * @throws DomainError `CASE.END_IN_THE_PAST`, `TIME.INVALID`
 */
export const demandEndToCome = (ends: GrantEnd | undefined, now: Instant, facts?: CaseFacts): void => {
  if (ends === undefined) return;
  if (ends.on === 'date') demandInstant(ends.at, 'ends.at');
  const isPast =
    ends.on === 'date' ? hasEnded({ ends }, now) : facts?.setup.state === 'approved' && !facts.revisionAsked;
  if (isPast) throw new DomainError('CASE.END_IN_THE_PAST', 'A share ends in the future.');
};

/** Exactly what is stored, whatever else came in with it. */
export const asEnd = (ends: GrantEnd): GrantEnd => (ends.on === 'date' ? { on: 'date', at: ends.at } : { on: ends.on });

export const isSameEnd = (one: GrantEnd | undefined, other: GrantEnd | undefined): boolean =>
  one?.on === 'date' ? other?.on === 'date' && one.at === other.at : one?.on === other?.on;
