/** A read side over a log of some events, one recorded every minute, for one test. */

import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type { DomainEvent } from '@konsil/domain';
import { aLog } from './log.js';
import { everybody } from './people.js';
import { run, type Running } from './running.js';
import { inMemory, type Stores } from './stores.js';

const FIRST = '2026-03-01T08:00:00.000Z';
const minutesAfter = (moment: string, minutes: number): string =>
  new Date(Date.parse(moment) + minutes * 60_000).toISOString();

type Given = (...events: readonly DomainEvent[]) => Promise<Running>;

/** Asked for once in a `describe`: what is given begins with everybody's accounts, and is stopped after each test. */
export const readSides = (): Given => {
  const given = readSidesEndingIn();
  return (...events) => given([], ...events);
};

/** The same, with streams that can't be read to their end. */
export const readSidesEndingIn = (
  begin = inMemory,
): ((unreadable: readonly string[], ...events: readonly DomainEvent[]) => Promise<Running>) => {
  const given: Running[] = [];
  let stores: Stores;
  beforeAll(async () => {
    stores = await begin();
  });
  afterAll(() => stores.end());
  afterEach(async () => {
    for (const running of given.splice(0)) await running.stop();
  });
  return async (unreadable, ...events) => {
    const log = aLog();
    for (const [minutes, event] of [...everybody, ...events].entries()) {
      log.at(minutesAfter(FIRST, minutes));
      await log.record(event);
    }
    for (const stream of unreadable) await log.recordRaw(stream, 'UnknownToEverybody');
    const running = run(log.store, { readStore: await stores.open() });
    given.push(running);
    await running.engine.caughtUp;
    return running;
  };
};
