/** Sharing without being asked each time: the standing rule of a roster entry. Rules: product.md C3, C4, G2. */

import type { Command } from '../../decider.js';
import { DomainError } from '../../errors.js';
import type { CollaboratorId } from '../../ids.js';
import { demandPresent } from '../../roster/adding.js';
import { cameToNothing } from '../../roster/inviting/invitation.js';
import type { PresentEntry } from '../../roster/state.js';
import type { Instant } from '../../time.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent } from '../events/index.js';
import { isArchived } from '../facts/index.js';
import type { CaseState, SubmittedCase } from '../state.js';
import { demandRule } from './ending.js';
import { hasEnded } from './ends.js';
import { shareWith } from './sharing.js';

/** `basis-came`: a consent, a lifted objection, a confirmed text: what was missing when the rule would have acted. */
export type RuleMoment = 'rule-set' | 'order-submitted' | 'basis-came';

export type ShareByRule = Command<
  'ShareByRule',
  { readonly collaboratorId: CollaboratorId; readonly because: RuleMoment }
>;

/**
 * By a rule, on the terms of the entry's standing rule. Setting a rule for all current cases is the provider's wish of
 * that moment and shares every running case again; by itself a rule shares a case once: what the provider took back
 * since, or what has ended, it does not revive.
 * @throws DomainError `CASE.NOT_COVERED_BY_RULE` (facts: `reason`), and whatever a share by the provider is refused for
 */
export const shareByRule = (command: ShareByRule, state: CaseState, context: CaseContext): readonly CaseEvent[] => {
  const on = demandRule(state, context.actor);
  const { collaboratorId, because } = command.data;
  const entry = demandPresent(context.roster, collaboratorId);
  const grant = on.grants[collaboratorId];
  if (grant && !hasEnded(grant, context.now)) return [];
  const reason = whyNotCovered(entry, because, on, context.now);
  if (reason !== undefined) {
    throw new DomainError('CASE.NOT_COVERED_BY_RULE', 'The standing rule does not share this case.', {
      collaboratorId,
      reason,
    });
  }
  const { pseudonymised, ends } = entry.rule;
  const terms = { ...(pseudonymised !== undefined && { pseudonymised }), ...(ends && { ends }) };
  return shareWith({ collaboratorId, ...terms }, on, context, { cause: 'standing-rule' });
};

type NotCovered = 'no-rule' | 'invitation-ended' | 'archived' | 'shared-before';

const whyNotCovered = (
  entry: PresentEntry,
  because: RuleMoment,
  on: SubmittedCase,
  now: Instant,
): NotCovered | undefined => {
  const { current, future } = entry.rule;
  const covers = { 'rule-set': current, 'order-submitted': future, 'basis-came': current || future };
  if (!covers[because]) return 'no-rule';
  if (cameToNothing(entry, now)) return 'invitation-ended';
  if (isArchived(on.facts)) return 'archived';
  return because !== 'rule-set' && on.everSharedWith.includes(entry.collaboratorId) ? 'shared-before' : undefined;
};
