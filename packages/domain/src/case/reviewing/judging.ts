/** What collaborators say of a setup version: ready for approval, or declined. Rules: product.md C6-C8, B3, B8. */

import type { Command } from '../../decider.js';
import type { CollaboratorId } from '../../ids.js';
import { type Allowed, demandAllowed, ofCase } from '../allowed.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent } from '../events/index.js';
import type { CaseState } from '../state.js';
import { demandWords, type WordsGiven } from '../words.js';
import type { Verdict } from '../facts/index.js';
import { demandPen } from './pen.js';
import { demandNewest, demandOpen, type PublishedSetup } from './versions.js';

export type MarkSetupReady = Command<
  'MarkSetupReady',
  {
    readonly setupVersion: number;
    readonly words?: WordsGiven;
    /** Through which entry, for a person who stands to the case through two; default: the first. */
    readonly collaboratorId?: CollaboratorId;
  }
>;

export type DeclineSetup = Command<
  'DeclineSetup',
  { readonly setupVersion: number; readonly words: WordsGiven; readonly collaboratorId?: CollaboratorId }
>;

/** By a collaborator. Already ready, by the same person and without new words: records nothing. */
export const markSetupReady = (
  command: MarkSetupReady,
  state: CaseState,
  context: CaseContext,
): readonly CaseEvent[] => {
  const { setupVersion, words } = command.data;
  const { on, person, standing } = demandAllowed('mark-setup-ready', state, context, command.data.collaboratorId);
  if (standing.as !== 'collaborator') return [];
  const { collaboratorId } = standing.grant;
  const { verdicts } = demandOpen(on, demandNewest(on, setupVersion));
  if (isSaid(verdicts[collaboratorId], 'ready', person.personId, words)) return [];
  const said = words && { words: demandWords(words, 'Words that are given are not empty.', on, context) };
  const data = { ...ofCase(on), setupVersion, collaboratorId, personId: person.personId, ...said };
  return [{ type: 'SetupMarkedReady', data }];
};

/**
 * By the provider, or by a collaborator with the permission. Needs notes and the pen (C9), closes the version for all and
 * asks the lab for the next (C6). The very same decline again records nothing.
 * @throws DomainError `CASE.PEN_HELD` by another, as `demandWords`, and as every act on a setup version (C8)
 */
export const declineSetup = (command: DeclineSetup, state: CaseState, context: CaseContext): readonly CaseEvent[] => {
  const { setupVersion, words: given } = command.data;
  const { on, person, standing } = demandAllowed('decline-setup', state, context, command.data.collaboratorId);
  const setup = demandNewest(on, setupVersion);
  if (isDeclinedWith(setup, given, standing)) return [];
  demandOpen(on, setup);
  demandPen(on, standing);
  const words = demandWords(given, 'Say what has to change.', on, context);
  const ofSetup = { ...ofCase(on), setupVersion };
  if (standing.as !== 'collaborator') return [{ type: 'SetupDeclined', data: { ...ofSetup, words } }];
  const { collaboratorId } = standing.grant;
  const { personId } = person;
  return [{ type: 'SetupDeclinedByCollaborator', data: { ...ofSetup, collaboratorId, personId, words } }];
};

const isSaid = (
  verdict: Verdict | undefined,
  act: Verdict['act'],
  personId: string,
  words: WordsGiven | undefined,
): boolean =>
  verdict?.act === act && verdict.personId === personId && (!words || verdict.messageId === words.messageId);

/** The very decline that closed the version, said again. */
const isDeclinedWith = (setup: PublishedSetup, words: WordsGiven, standing: Allowed['standing']): boolean =>
  setup.state === 'declined' &&
  setup.messageId === words.messageId &&
  setup.declinedBy === (standing.as === 'collaborator' ? standing.grant.collaboratorId : 'provider');
