/** What the provider alone does with a setup version: sends it back, or approves it. Rules: product.md B3, C6-C8. */

import type { Command } from '../../decider.js';
import { DomainError } from '../../errors.js';
import type { CollaboratorId } from '../../ids.js';
import { demandAllowed, demandShared, isShared, ofCase } from '../allowed.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent, CaseType } from '../events/index.js';
import { demandCaseTypeFits } from '../ordering/caseTypes.js';
import type { CaseState, SubmittedCase } from '../state.js';
import { asWords, demandWords, type WordsGiven } from '../words.js';
import { demandNewest, demandOpen, notOpen, type PublishedSetup } from './versions.js';

export type SendSetupBack = Command<
  'SendSetupBack',
  { readonly setupVersion: number; readonly collaboratorId: CollaboratorId; readonly words: WordsGiven }
>;

export type ApproveSetup = Command<
  'ApproveSetup',
  {
    readonly setupVersion: number;
    /** Chosen with the case's first approval; absent afterwards: the case keeps the one it has. */
    readonly caseType?: CaseType;
  }
>;

/**
 * Names one collaborator and needs a reason. Takes back that collaborator's *ready*, or reopens the version that they
 * declined; what the provider declined stays declined. The same again records nothing.
 * @throws DomainError `CASE.NOT_SHARED`, `CASE.NOTHING_TO_SEND_BACK` (facts: `declinedBy`, where another did),
 * and as `demandWords` and every act on a setup version (C8)
 */
export const sendSetupBack = (command: SendSetupBack, state: CaseState, context: CaseContext): readonly CaseEvent[] => {
  const { on } = demandAllowed('send-setup-back', state, context);
  const { setupVersion, collaboratorId, words } = command.data;
  demandShared(on, context, collaboratorId);
  const setup = demandNewest(on, setupVersion);
  const verdict = setup.verdicts[collaboratorId];
  if (setup.state === 'open' && verdict?.act === 'sent-back' && verdict.messageId === words.messageId) return [];
  demandSomethingToSendBack(setup, collaboratorId, on, context);
  demandWords(words, 'Sending back needs a reason.', on, context);
  return [{ type: 'SetupSentBack', data: { ...ofCase(on), setupVersion, collaboratorId, words: asWords(words) } }];
};

/**
 * By the provider alone, for any open version, whatever the verdicts (C7); picks the case type with the case's first
 * approval. Approved so already: records nothing.
 * @throws DomainError `CASE.CASE_TYPE_MISSING`, `CASE.CASE_TYPE_CHOSEN` (facts: `caseType`) for another one than the case
 * has, `CASE.CASE_TYPE_MISMATCH`, `CASE.CASE_TYPE_TOO_SMALL`, and as every act on a setup version (C8)
 */
export const approveSetup = (command: ApproveSetup, state: CaseState, context: CaseContext): readonly CaseEvent[] => {
  const { on } = demandAllowed('approve-setup', state, context);
  const { setupVersion, caseType: named = on.caseType } = command.data;
  const setup = demandNewest(on, setupVersion);
  if (setup.state === 'approved' && !on.facts.revisionAsked && on.caseType === named) return [];
  demandOpen(on, setup);
  const caseType = demandCaseType(on, named);
  return [{ type: 'SetupApproved', data: { ...ofCase(on), setupVersion, caseType } }];
};

/** A revision's approval keeps the case type: what changes it is an upgrade, which has rules of its own. */
const demandCaseType = (on: SubmittedCase, named: CaseType | undefined): CaseType => {
  if (named === undefined) throw new DomainError('CASE.CASE_TYPE_MISSING', 'Choose the case type.');
  if (on.caseType !== undefined && named !== on.caseType) {
    throw new DomainError('CASE.CASE_TYPE_CHOSEN', 'The case type is chosen; upgrade it instead.', {
      caseType: on.caseType,
    });
  }
  demandCaseTypeFits(on, named);
  return named;
};

/**
 * On an open version the collaborator's *ready*; on a declined one the decline of the collaborator named, or of one with
 * whom the case is not shared any more.
 */
const demandSomethingToSendBack = (
  setup: PublishedSetup,
  collaboratorId: CollaboratorId,
  on: SubmittedCase,
  context: CaseContext,
): void => {
  if (setup.state === 'approved' || on.facts.revisionAsked) throw notOpen(on, setup);
  if (setup.state === 'open') {
    if (setup.verdicts[collaboratorId]?.act === 'ready') return;
    throw nothingToSendBack({ collaboratorId });
  }
  const { declinedBy } = setup;
  if (declinedBy === 'provider') throw notOpen(on, setup);
  if (declinedBy !== collaboratorId && isShared(on, context, declinedBy)) {
    throw nothingToSendBack({ collaboratorId, declinedBy });
  }
};

const nothingToSendBack = (facts: Readonly<Record<string, string>>): DomainError =>
  new DomainError('CASE.NOTHING_TO_SEND_BACK', 'This collaborator has nothing that could be sent back.', facts);
