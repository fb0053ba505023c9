/** Laws of the pen over random histories (product.md C9); who holds it is kept here from the raw events alone. */

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Actor } from '../context.js';
import { fold } from '../decider.js';
import { DomainError } from '../errors.js';
import {
  aCase,
  anna,
  by,
  inDays,
  jonas,
  jonasId,
  luis,
  luisId,
  messageOf,
  pauloId,
  penOf,
  person,
  petraId,
  planWell,
  technician,
} from '../testing/index.js';
import { type CaseCommand, caseDecider, type CaseEvent, type PenHolder } from './index.js';

const numRuns = process.env['KONSIL_LONG'] === '1' ? 10_000 : 120;

const provider: PenHolder = { of: 'provider' };
const lab: PenHolder = { of: 'lab' };
/** Everybody who may hold the pen, and as whom. */
const everyone: readonly (readonly [Actor, PenHolder])[] = [
  [anna, provider],
  [technician, lab],
  [person(luisId), penOf(luis)],
  [person(jonasId), penOf(jonas)],
  [person(petraId), penOf(planWell)],
  [person(pauloId), penOf(planWell)],
];
const holders = [provider, lab, penOf(luis), penOf(jonas), penOf(planWell)];

const version = fc.integer({ min: 1, max: 3 });
const words = { messageId: messageOf(90), text: 'Zahn 12 bitte weniger rotieren.' };
const command: fc.Arbitrary<CaseCommand> = fc.oneof(
  fc.boolean().map((takeOver): CaseCommand => ({ type: 'TakePen', data: { takeOver } })),
  fc.constantFrom(...holders).map((to): CaseCommand => ({ type: 'PassPen', data: { to } })),
  fc.constant<CaseCommand>({ type: 'ReleasePen', data: {} }),
  version.map((setupVersion): CaseCommand => ({ type: 'DeclineSetup', data: { setupVersion, words } })),
  version.map((setupVersion): CaseCommand => ({
    type: 'PublishSetup',
    data: { setupVersion, occurredAt: inDays(-setupVersion) },
  })),
  version.map((setupVersion): CaseCommand => ({ type: 'ApproveSetup', data: { setupVersion, caseType: 'two' } })),
  fc.tuple(fc.constantFrom(luis, jonas, planWell), fc.boolean()).map(([{ collaboratorId }, shared]): CaseCommand => ({
    type: 'ChangeSharing',
    data: shared
      ? { add: [{ collaboratorId, ends: { on: 'approval' } }], remove: [] }
      : { add: [], remove: [collaboratorId] },
  })),
);

const decided = (
  history: readonly CaseEvent[],
  next: CaseCommand,
  actor: Actor,
): readonly CaseEvent[] | DomainError => {
  try {
    return caseDecider.decide(next, fold(caseDecider.evolve, caseDecider.initial, history), by(actor));
  } catch (refusal) {
    if (refusal instanceof DomainError) return refusal;
    throw refusal;
  }
};

const wasReleasedBy = (event: CaseEvent, holder: PenHolder | undefined, history: readonly CaseEvent[]): boolean => {
  if (holder?.of !== 'collaborator') return false;
  if (event.type === 'CaseUnshared') return event.data.collaboratorId === holder.collaboratorId;
  const share = history.findLast(
    (before) => before.type === 'CaseShared' && before.data.collaboratorId === holder.collaboratorId,
  );
  return event.type === 'SetupApproved' && share?.type === 'CaseShared' && share.data.ends?.on === 'approval';
};

/** Who holds the pen after an event that is expected to know who held it before. */
const holderAfter = (
  event: CaseEvent,
  holder: PenHolder | undefined,
  history: readonly CaseEvent[],
): PenHolder | undefined => {
  switch (event.type) {
    case 'PenTaken':
      expect(event.data.from).toEqual(holder);
      return event.data.holder;
    case 'PenPassed':
      expect(event.data.from).toEqual(holder);
      return event.data.to;
    case 'PenReleased':
      expect(event.data.holder).toEqual(holder);
      return undefined;
    case 'SetupDeclined':
      expect([undefined, provider]).toContainEqual(holder);
      return provider;
    case 'SetupDeclinedByCollaborator': {
      const { collaboratorId } = event.data;
      expect([undefined, { of: 'collaborator', collaboratorId }]).toContainEqual(holder);
      return { of: 'collaborator', collaboratorId };
    }
    case 'SetupReadyForReview':
      return undefined;
    default:
      return wasReleasedBy(event, holder, history) ? undefined : holder;
  }
};

const beginning = aCase().sharedWith(luis).sharedWith(jonas).sharedWith(planWell).setup().events;

const histories = (
  law: (history: readonly CaseEvent[], holder: PenHolder | undefined, next: CaseCommand, actor: Actor) => void,
): void =>
  fc.assert(
    fc.property(fc.array(fc.tuple(command, fc.constantFrom(...everyone)), { maxLength: 30 }), (steps) => {
      let history = beginning;
      let holder: PenHolder | undefined;
      for (const [next, [actor]] of steps) {
        const outcome = decided(history, next, actor);
        if (outcome instanceof DomainError) continue;
        for (const event of outcome) {
          holder = holderAfter(event, holder, history);
          history = [...history, event];
        }
        law(history, holder, next, actor);
      }
    }),
    { numRuns },
  );

describe('the pen, whatever happens', () => {
  it('has one holder at most, and everybody is told the same', () =>
    histories((history, holder) => {
      for (const [actor, self] of everyone) {
        const outcome = decided(history, { type: 'TakePen', data: {} }, actor);
        if (!(outcome instanceof DomainError)) {
          expect(outcome).toHaveLength(holder ? 0 : 1);
          if (holder) expect(self).toEqual(holder);
        } else if (outcome.code === 'CASE.PEN_HELD') {
          const { of, ...whom } = holder ?? { of: 'nobody' };
          expect(outcome.facts).toEqual({ holder: of, ...whom });
          expect(self).not.toEqual(holder);
        } else {
          expect(outcome.code).toBe('ACCESS.NOT_FOUND');
        }
      }
    }));

  it('moves by no command twice', () =>
    histories((history, _holder, next, actor) => expect(decided(history, next, actor)).toEqual([])));
});
