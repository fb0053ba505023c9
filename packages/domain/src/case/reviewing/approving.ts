/** What the provider alone does with a setup version: sends it back, or approves it. Rules: product.md B3, C6-C8. */

import type { Command } from '../../decider.js';
import { DomainError } from '../../errors.js';
import type { CollaboratorId } from '../../ids.js';
import { demandText } from '../../text.js';
import { demandAllowed, demandShared, ofCase } from '../allowed.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent, CaseType } from '../events/index.js';
import { asWords, type WordsGiven } from './judging.js';
import type { CaseState, SubmittedCase } from '../state.js';
import { demandNewest, notOpen, type PublishedSetup } from './versions.js';

export type SendSetupBack = Command<
  'SendSetupBack',
  { readonly setupVersion: number; readonly collaboratorId: CollaboratorId; readonly words: WordsGiven }
>;

export type ApproveSetup = Command<'ApproveSetup', { readonly setupVersion: number; readonly caseType: CaseType }>;

/**
 * Names one collaborator and needs a reason. Takes back that collaborator's *ready*, or reopens the version that they
 * declined; what the provider declined stays declined.
 */
export const sendSetupBack = (command: SendSetupBack, state: CaseState, context: CaseContext): readonly CaseEvent[] => {
  const { on } = demandAllowed('send-setup-back', state, context);
  const { setupVersion, collaboratorId, words } = command.data;
  demandShared(on, context, collaboratorId);
  const setup = demandNewest(on, setupVersion);
  const verdict = setup.verdicts[collaboratorId];
  if (setup.state === 'open' && verdict?.act === 'sent-back' && verdict.messageId === words.messageId) return [];
  demandSomethingToSendBack(setup, collaboratorId, on);
  demandText(words.text, 'CASE.WORDS_MISSING', 'Sending back needs a reason.');
  return [{ type: 'SetupSentBack', data: { ...ofCase(on), setupVersion, collaboratorId, words: asWords(words) } }];
};

/** By the provider, for any open version, whatever the verdicts; picks the case type. */
export const approveSetup = (command: ApproveSetup, state: CaseState, context: CaseContext): readonly CaseEvent[] => {
  const { on } = demandAllowed('approve-setup', state, context);
  const { setupVersion, caseType } = command.data;
  const setup = demandNewest(on, setupVersion);
  if (setup.state === 'approved' && on.caseType === caseType) return [];
  if (setup.state !== 'open') throw notOpen(setup);
  if (caseType === 'retainer-only' && on.kind !== 'retainer') {
    throw new DomainError('CASE.CASE_TYPE_MISMATCH', 'This case type is for another kind of order.', {
      caseType,
      kind: on.kind,
    });
  }
  return [{ type: 'SetupApproved', data: { ...ofCase(on), setupVersion, caseType } }];
};

/**
 * On an open version the collaborator's *ready*; on a declined one the decline of the collaborator named, or of one who
 * has lost the grant since.
 */
const demandSomethingToSendBack = (setup: PublishedSetup, collaboratorId: CollaboratorId, on: SubmittedCase): void => {
  if (setup.state === 'approved') throw notOpen(setup);
  if (setup.state === 'open') {
    if (setup.verdicts[collaboratorId]?.act === 'ready') return;
    throw nothingToSendBack({ collaboratorId });
  }
  const { declinedBy } = setup;
  if (declinedBy === 'provider') throw notOpen(setup);
  if (declinedBy !== collaboratorId && on.grants[declinedBy]) throw nothingToSendBack({ collaboratorId, declinedBy });
};

const nothingToSendBack = (facts: Readonly<Record<string, string>>): DomainError =>
  new DomainError('CASE.NOTHING_TO_SEND_BACK', 'This collaborator has nothing that could be sent back.', facts);
