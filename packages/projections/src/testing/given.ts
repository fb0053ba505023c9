/** A read side over a log of some events, for one test. */

import { afterEach } from '@jest/globals';
import type { DomainEvent } from '@konsil/domain';
import { aLog } from './log.js';
import { everybody } from './people.js';
import { run, type Running } from './running.js';

/** Asked for once in a `describe`: what is given begins with everybody's accounts, and is stopped after each test. */
export const readSides = (): ((...events: readonly DomainEvent[]) => Promise<Running>) => {
  const given: Running[] = [];
  afterEach(async () => {
    for (const running of given.splice(0)) await running.stop();
  });
  return async (...events) => {
    const log = aLog();
    await log.record(...everybody, ...events);
    const running = run(log.store);
    given.push(running);
    await running.engine.caughtUp;
    return running;
  };
};
