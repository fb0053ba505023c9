/** Which place in the log a moment is. Rule: product.md G6, as of T = all events before the first one recorded after T. */

import type { Instant } from '@konsil/domain';
import type { Kysely } from 'kysely';
import type { AuditTables } from '../entries/rows.js';

type Trail = Kysely<AuditTables>;

/**
 * Where another server with another clock took over, an event may stand before others that were recorded earlier. The
 * clocks of one log's servers are less than half of this apart; in milliseconds.
 */
const CLOCKS_APART = 60 * 60_000;

/**
 * Position of the last event as of a moment, of those that the trail has entries of; -1: there was none yet.
 * @throws RangeError for a moment that is none
 */
export const positionAsOf = async (trail: Trail, moment: Instant): Promise<number> => {
  const time = Date.parse(moment);
  if (Number.isNaN(time)) throw new RangeError('A moment is told as in 2026-03-01T08:00:00.000Z.');
  const [earlier, until] = [time - CLOCKS_APART, time].map((one) => new Date(one).toISOString());
  const turn = await turnOfTime(trail, until ?? moment);
  const from = await lastBefore(trail, turn, earlier);
  const first = await trail
    .selectFrom('auditEntries')
    .select(({ fn }) => fn.min('position').as('position'))
    .where('position', '>', from)
    .where('position', '<', turn)
    .where('recordedAt', '>', until ?? moment)
    .executeTakeFirst();
  return lastBefore(trail, first?.position ?? turn);
};

/** Found by halves: the event at or behind it was recorded after the moment, the one before it was not. */
const turnOfTime = async (trail: Trail, until: Instant): Promise<number> => {
  let [low, high] = [0, (await lastBefore(trail)) + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const next = await nextFrom(trail, middle);
    if (next === undefined || next.recordedAt > until) high = middle;
    else low = next.position + 1;
  }
  return low;
};

const nextFrom = (trail: Trail, position: number) =>
  trail
    .selectFrom('auditEntries')
    .select(['position', 'recordedAt'])
    .where('position', '>=', position)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst();

/** Of the events before a position the last one, or the last that was recorded before a moment. */
const lastBefore = async (trail: Trail, position = Number.MAX_SAFE_INTEGER, moment?: Instant): Promise<number> => {
  let before = trail.selectFrom('auditEntries').select('position').where('position', '<', position);
  if (moment !== undefined) before = before.where('recordedAt', '<', moment);
  const last = await before.orderBy('position', 'desc').limit(1).executeTakeFirst();
  return last?.position ?? -1;
};
