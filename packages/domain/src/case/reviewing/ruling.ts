/** The rule by which several verdicts roll up. Rules: product.md C7. */

import type { Command } from '../../decider.js';
import { DomainError } from '../../errors.js';
import { demandAllowed, ofCase } from '../allowed.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent, ReviewRule } from '../events/index.js';
import type { CaseState } from '../state.js';

export type ChooseReviewRule = Command<'ChooseReviewRule', { readonly reviewRule: ReviewRule }>;

/**
 * By the provider, for this case alone. A lead has or had an entry in the roster; without a grant of the case the rule
 * is `all` until they have one.
 * @throws DomainError `CASE.LEAD_UNKNOWN`
 */
export const chooseReviewRule = (
  command: ChooseReviewRule,
  state: CaseState,
  context: CaseContext,
): readonly CaseEvent[] => {
  const { on } = demandAllowed('choose-review-rule', state, context);
  const reviewRule = asRule(command.data.reviewRule);
  if (isSameRule(reviewRule, on.facts.rule)) return [];
  if (reviewRule.rule === 'lead' && !context.roster.entries[reviewRule.collaboratorId]) {
    const { collaboratorId } = reviewRule;
    throw new DomainError('CASE.LEAD_UNKNOWN', 'The lead is none of your collaborators.', { collaboratorId });
  }
  return [{ type: 'ReviewRuleChosen', data: { ...ofCase(on), reviewRule } }];
};

/** Exactly what is stored, whatever else came in with it. */
const asRule = (given: ReviewRule): ReviewRule =>
  given.rule === 'lead' ? { rule: given.rule, collaboratorId: given.collaboratorId } : { rule: given.rule };

const isSameRule = (one: ReviewRule, other: ReviewRule): boolean =>
  one.rule === 'lead' && other.rule === 'lead' ? one.collaboratorId === other.collaboratorId : one.rule === other.rule;
