/** Verdicts and status are what the events say of the newest version. Rules: product.md C6, C8. */

import { expect } from '@jest/globals';
import { statusFor } from '../../case/index.js';
import { DomainError } from '../../errors.js';
import { caseId } from '../../testing/index.js';
import { type Law, whenTaken } from '../random/decided.js';
import { statusSaid, verdictsSaid } from '../reference/status.js';

export const ofVerdicts: Readonly<Record<string, Law>> = {
  'what is said of an outdated version is refused and counts for nothing': (world, step, outcome, before) => {
    if (step.at !== 'case' || step.of !== caseId || !('setupVersion' in step.command.data)) return;
    const newest = before.filter(({ type, data }) => type === 'SetupReadyForReview' && data.caseId === caseId).length;
    const { setupVersion } = step.command.data;
    if (setupVersion < 1 || setupVersion >= newest) return;
    if (!(outcome instanceof DomainError)) expect(outcome).toBe('refused');
    else if (outcome.code === 'CASE.SETUP_VERSION_OUTDATED') expect(outcome.facts).toEqual({ currentVersion: newest });
    else
      expect(['ACCESS.NOT_FOUND', 'ACCESS.DENIED', 'CASE.ARCHIVED', 'CASE.ON_HOLD', 'CASE.NOT_SHARED']).toContain(
        outcome.code,
      );
  },

  'the verdicts are those that a brute-force reading of the events finds on the newest version': whenTaken(
    (world, _step, events) => {
      const setup = world.submitted?.facts.setup;
      if (!setup || setup.state === 'none' || events.length === 0) return;
      const acts = Object.fromEntries(Object.entries(setup.verdicts).map(([id, { act }]) => [id, act]));
      expect(acts).toEqual(verdictsSaid(world.events, caseId));
    },
  ),

  'the status for each collaborator is what C6 says, read line by line from the events': whenTaken(
    (world, _step, events) => {
      const facts = world.submitted?.facts;
      if (!facts || events.length === 0) return;
      const wrong = Object.values(world.roster.entries).flatMap(({ collaboratorId }) => {
        const [is, said] = [statusFor(facts, collaboratorId), statusSaid(world.events, caseId, collaboratorId)];
        return is === said ? [] : [{ collaboratorId, is, said }];
      });
      expect(wrong).toEqual([]);
    },
  ),
};
