/** Which rules run, and what they are given. */

import { setTimeout as wait } from 'node:timers/promises';
import { createReactionViews } from '@konsil/projections';
import type { Logger } from 'pino';
import { now } from '../clock.js';
import type { Aggregates } from '../commands/aggregates.js';
import { notShownInTime } from '../commands/answer.js';
import type { Contexts, Desk } from '../commands/index.js';
import type { Parts } from '../process/parts.js';
import { nameOf } from '../projector/trouble.js';
import { carryOutBulkActs } from './bulk-acts.js';
import { Dispatcher } from './dispatching.js';
import { endGrants } from './endings.js';
import { expireGrants } from './expiry.js';
import type { PoliciesParts } from './policies.js';

/** How long a rule waits for the rows of its event before it tries again, in milliseconds. */
const ROWS_WITHIN_MS = 60_000;
/** How often is looked for what has become due; access by date has ended without it. Milliseconds. */
const LOOK_EVERY_MS = 30_000;
const LONGEST_PAUSE_MS = 30_000;

export const assemblePolicies = (
  { store, codec, checkpoints, readStore, readSide }: Parts,
  { desk, contexts, aggregates }: { desk: Desk; contexts: Contexts; aggregates: Aggregates },
  log: Logger,
): PoliciesParts => {
  const dispatcher = new Dispatcher(desk, contexts);
  const views = createReactionViews(readStore);
  const shown = async (position: number): Promise<void> => {
    if (!(await readSide.reached(position, ROWS_WITHIN_MS))) throw notShownInTime(position);
  };
  return {
    ...{ store, codec, checkpoints, now },
    reactions: [endGrants(views, shown, dispatcher), carryOutBulkActs(aggregates, dispatcher)],
    due: [expireGrants(views, dispatcher)],
    pause: (attempt, signal) => pauseFor(Math.min(LONGEST_PAUSE_MS, 50 * 2 ** Math.min(attempt, 20)), signal),
    untilNext: (signal) => pauseFor(LOOK_EVERY_MS, signal),
    onTrouble: (policy, error) => log.warn({ policy, cause: nameOf(error) }, 'a rule met trouble and tries again'),
  };
};

const pauseFor = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  wait(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
