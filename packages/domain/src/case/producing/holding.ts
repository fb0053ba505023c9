/** A case rests, and goes on. Rules: product.md D2; domain-facts.md (Permissions). */

import type { Command } from '../../decider.js';
import type { CollaboratorId } from '../../ids.js';
import { demandAllowed, demandGoesOn, ofCase, throughOf } from '../allowed.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent } from '../events/index.js';
import type { CaseState } from '../state.js';
import { demandReasonIfAny } from '../words.js';

interface Through {
  /** Through which entry, for a person who stands to the case through two; default: the first that may. */
  readonly collaboratorId?: CollaboratorId;
}

export type PutOnHold = Command<'PutOnHold', Through & { readonly reason?: string }>;
export type Resume = Command<'Resume', Through>;

/**
 * By the provider, or by a collaborator with `manage-holds`: the lab publishes and ships nothing, nothing is approved or
 * revised. On hold already records nothing, whatever the reason.
 * @throws DomainError `CASE.ENDED`, `CASE.REASON_MISSING` for one that is given and blank
 */
export const putOnHold = (command: PutOnHold, state: CaseState, context: CaseContext): readonly CaseEvent[] => {
  const { reason, collaboratorId } = command.data;
  const { on, standing } = demandAllowed('hold-case', state, context, collaboratorId);
  if (on.facts.life.onHold) return [];
  demandGoesOn(on);
  demandReasonIfAny(reason, context);
  const why = reason === undefined ? {} : { reason };
  return [{ type: 'CasePutOnHold', data: { ...ofCase(on), ...throughOf(standing), ...why } }];
};

/** By who may put it on hold. Not on hold records nothing. */
export const resume = (command: Resume, state: CaseState, context: CaseContext): readonly CaseEvent[] => {
  const { on, standing } = demandAllowed('hold-case', state, context, command.data.collaboratorId);
  return on.facts.life.onHold ? [{ type: 'CaseResumed', data: { ...ofCase(on), ...throughOf(standing) } }] : [];
};
