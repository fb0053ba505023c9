import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Act, judge, type Judgement, matrix } from '../access/index.js';
import { actsOfTheOracle, type Answer, oracle } from '../access/reference/oracle.js';
import type { PersonActor } from '../context.js';
import { anna, idOf, inDays, jonasId, luisId, meiId, pauloId, person, petraId, technician } from '../testing/index.js';
import { entryIds, history, statesAfter } from './random/histories.js';
import { manyRuns } from './random/rounds.js';
import type { CollaboratorId } from '../ids.js';

const actors: readonly PersonActor[] = [
  anna,
  ...[luisId, jonasId, meiId, petraId, pauloId].map((id) => person(id)),
  technician,
  { ...anna, roles: ['lab'] },
  person(luisId, ['lab']),
];
const acts = Object.keys(matrix) as Act[];

const question = fc.record({
  act: fc.constantFrom(...acts),
  actor: fc.constantFrom(...actors),
  now: fc.integer({ min: -3, max: 13 }).map((days) => inDays(days)),
  entry: fc.option(fc.nat(), { nil: undefined, freq: 3 }),
});

/** A judgement in the oracle's words. */
const told = (judgement: Judgement): Answer => {
  if (!judgement.allowed) return judgement;
  const { standing } = judgement;
  const known = { allowed: true, known: true };
  if (standing.as !== 'collaborator') return { ...known, through: standing.as };
  const { grant, basis } = standing;
  const on = basis.of === 'consent' ? `consent ${basis.consentId}` : basis.of;
  return { ...known, through: grant.collaboratorId, basis: on };
};

describe('access over random histories of events', () => {
  it('the brute-force reading knows every act', () => expect([...actsOfTheOracle].sort()).toEqual([...acts].sort()));

  it('is what a brute-force reading of the events says: who may do what, through what, on what basis, else why not', () =>
    fc.assert(
      fc.property(history, fc.array(question, { minLength: 12, maxLength: 12 }), (log, questions) => {
        const states = statesAfter(log);
        if (states.case.status !== 'submitted') throw new Error('No case.');
        const { case: on, ...others } = { ...states, case: states.case };
        const entries = entryIds(log);
        for (const { act, actor, now, entry } of questions) {
          const collaboratorId = entry === undefined ? undefined : (entries[entry % entries.length] ?? nobody);
          const through = collaboratorId === undefined ? {} : { collaboratorId };
          const asked = { act, personId: actor.personId, isLab: actor.roles.includes('lab'), now, ...through };
          const judged = told(judge({ act, actor, now, case: on, ...others, ...through }));
          expect({ ...asked, ...judged }).toEqual({ ...asked, ...oracle(log, asked) });
        }
      }),
      { numRuns: manyRuns },
    ));
});

const nobody = idOf(0) as CollaboratorId;
