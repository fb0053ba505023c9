/** Random histories of commands: nothing happens that a decider did not answer with. */

import { beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DomainError } from '../../errors.js';
import type { PersonId } from '../../ids.js';
import { NOW } from '../../testing/index.js';
import { daysAfter } from '../../time.js';
import { beginning } from './beginnings.js';
import { type Aim, anyMove, everyone, type Move, stepOf } from './moves/index.js';
import { numRuns } from './rounds.js';
import { type Outcome, type Step, World } from './world.js';

/** A move, how many days later it is made, and by whom, where not by who usually does. */
interface Turn {
  readonly move: Move;
  readonly later: number;
  readonly instead: PersonId | undefined;
}

const turn: fc.Arbitrary<Turn> = fc.record({
  move: anyMove,
  later: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.5, 1, 1, 2, 4, 31),
  // One in eight is made by anybody.
  instead: fc.oneof(
    { weight: 7, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom(...everyone) },
  ),
});
/** Without the bias of early runs towards the ends of ranges: what is rare would hardly happen. */
export const anyHistory = fc.noBias(fc.tuple(beginning, fc.array(turn, { minLength: 50, maxLength: 70 })));

/** What was tried and what came of it, after what had happened before; the world is as it was left. */
export type Law = (world: World, tried: Step, outcome: Outcome, before: World['events']) => void;

/** A whole history; the law is asked after each of its turns, taken or refused. */
export const live = ([first, then]: readonly [readonly Aim[], readonly Turn[]], law: Law = () => undefined): World => {
  const world = new World();
  const trace: (readonly [Step, Outcome])[] = [];
  let now = NOW;
  for (const aim of first) {
    const step = stepOf({ name: aim.command.type, aim: () => aim }, world, now);
    const outcome = step && world.take(step);
    if (!outcome || outcome instanceof DomainError)
      throw new Error(`No beginning: ${aim.command.type}`, { cause: outcome });
  }
  for (const { move, later, instead } of then) {
    now = daysAfter(now, later);
    const step = stepOf(move, world, now, instead);
    if (!step) continue;
    const before = [...world.events];
    const outcome = world.take(step);
    trace.push([step, outcome]);
    try {
      law(world, step, outcome, before);
    } catch (broken) {
      throw new Error(`After\n${trace.map(told).join('\n')}\n${String(broken)}`, { cause: broken });
    }
  }
  return world;
};

/**
 * Holds laws over the same random histories, which are lived once for all of them. The first law that is broken is shrunk and
 * told; of the others is told what the histories showed until then.
 */
export const hold = (laws: Readonly<Record<string, Law>>): void => {
  const broken = new Map<string, unknown>();
  const all: Law = (...happened) => {
    for (const [sentence, law] of Object.entries(laws)) {
      try {
        law(...happened);
      } catch (error) {
        broken.set(sentence, error);
        throw error;
      }
    }
  };
  const property = fc.property(anyHistory, (history) => {
    live(history, all);
  });
  let found: unknown;
  beforeAll(() => {
    try {
      fc.assert(property, { numRuns });
    } catch (error) {
      found = error;
    }
  });
  it.each(Object.keys(laws))('%s', (sentence) => {
    if (broken.has(sentence)) throw new Error(sentence, { cause: found });
  });
  it('hold: the histories were lived to their ends', () => expect(found).toBeUndefined());
};

/** Of steps that were taken, with what they recorded. */
export const whenTaken =
  (law: (world: World, taken: Step, events: Exclude<Outcome, DomainError>, before: World['events']) => void): Law =>
  (world, step, outcome, before) => {
    if (!(outcome instanceof DomainError)) law(world, step, outcome, before);
  };

const told = ([{ actor, now, command, ...at }, outcome]: readonly [Step, Outcome]): string => {
  const who = actor.kind === 'person' ? actor.personId : actor.kind;
  const came = outcome instanceof DomainError ? outcome.code : outcome.map(({ type }) => type).join();
  return `${now} ${who}: ${JSON.stringify(at)} ${JSON.stringify(command)} -> ${came}`;
};
