/** The lab publishes a version of the setup. Rules: product.md Vocabulary (Setup), C6, D2. */

import type { Command } from '../../decider.js';
import { demandInstant } from '../../demands.js';
import { DomainError } from '../../errors.js';
import { demandNotErased } from '../../patient/demands.js';
import type { Instant } from '../../time.js';
import { demandAllowed, demandGoesOn, ofCase } from '../allowed.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent } from '../events/index.js';
import type { CaseState } from '../state.js';
import { currentVersion } from '../facts/index.js';
import { demandRecords } from '../producing/records.js';
import { outdated } from './versions.js';

export type PublishSetup = Command<
  'PublishSetup',
  {
    /** The newest version plus one, 1 for the first. */
    readonly setupVersion: number;
    /** When the technician made it. */
    readonly occurredAt: Instant;
    /** Where the lab's viewer shows the model; `https:`. */
    readonly viewerUrl?: string;
    /** How many aligner sets it takes: a whole number from 1. */
    readonly alignerSets?: number;
  }
>;

/**
 * By the lab. Voids every verdict on the version before (C6) and frees the pen (C9). After an approval only where a
 * revision was asked for. The newest version made at the same moment again records nothing.
 * @throws DomainError `CASE.SETUP_VERSION_OUTDATED`, `CASE.SETUP_VERSION_NOT_NEXT` (facts: `nextVersion`),
 * `CASE.SETUP_NOT_EXPECTED`, `CASE.SETUP_IN_THE_FUTURE`, `CASE.VIEWER_URL_INVALID`, `CASE.ALIGNER_SETS_INVALID`,
 * `PATIENT.ERASED` for an address where the patient's data are erased
 */
export const publishSetup = (command: PublishSetup, state: CaseState, context: CaseContext): readonly CaseEvent[] => {
  const { on } = demandAllowed('publish-setup', state, context);
  const { setupVersion, occurredAt, viewerUrl, alignerSets } = command.data;
  const current = currentVersion(on.facts);
  if (setupVersion === current && occurredAt === on.setupMadeAt && alignerSets === on.alignerSets) return [];
  if (setupVersion <= current) throw outdated(current);
  demandGoesOn(on);
  if (setupVersion !== current + 1) {
    throw new DomainError('CASE.SETUP_VERSION_NOT_NEXT', 'Versions are numbered one by one.', {
      nextVersion: current + 1,
    });
  }
  if (on.facts.setup.state === 'approved' && !on.facts.revisionAsked) {
    throw new DomainError('CASE.SETUP_NOT_EXPECTED', 'The setup is approved; nobody asked for another one.', {
      currentVersion: current,
    });
  }
  demandRecords(on);
  demandInstant(occurredAt, 'occurredAt');
  if (occurredAt > context.now) throw new DomainError('CASE.SETUP_IN_THE_FUTURE', 'This moment has not come yet.');
  if (viewerUrl !== undefined && !/^https:\/\/[^\s/]+\S*$/.test(viewerUrl)) {
    throw new DomainError('CASE.VIEWER_URL_INVALID', 'The address of the viewer begins with https://.');
  }
  if (viewerUrl !== undefined) demandNotErased(context.patient, 'content');
  if (alignerSets !== undefined && !(Number.isSafeInteger(alignerSets) && alignerSets >= 1)) {
    throw new DomainError('CASE.ALIGNER_SETS_INVALID', 'A number of aligner sets is a whole number from 1.');
  }
  const shown = viewerUrl === undefined ? {} : { viewerUrl };
  const counted = alignerSets === undefined ? {} : { alignerSets };
  const data = { ...ofCase(on), setupVersion, occurredAt, ...shown, ...counted };
  return [{ type: 'SetupReadyForReview', data }];
};
