/** A read side over a log of some events, for one test. */

import { afterEach } from '@jest/globals';
import type { DomainEvent } from '@konsil/domain';
import { aLog } from './log.js';
import { everybody } from './people.js';
import { run, type Running } from './running.js';

type Given = (...events: readonly DomainEvent[]) => Promise<Running>;

/** Asked for once in a `describe`: what is given begins with everybody's accounts, and is stopped after each test. */
export const readSides = (): Given => {
  const given = readSidesEndingIn();
  return (...events) => given([], ...events);
};

/** The same, with streams that can't be read to their end. */
export const readSidesEndingIn = (): ((
  unreadable: readonly string[],
  ...events: readonly DomainEvent[]
) => Promise<Running>) => {
  const given: Running[] = [];
  afterEach(async () => {
    for (const running of given.splice(0)) await running.stop();
  });
  return async (unreadable, ...events) => {
    const log = aLog();
    await log.record(...everybody, ...events);
    for (const stream of unreadable) await log.recordRaw(stream, 'UnknownToEverybody');
    const running = run(log.store);
    given.push(running);
    await running.engine.caughtUp;
    return running;
  };
};
