/** What a provider lays down once for many cases: standing shares, how verdicts roll up, translation. Rules: product.md C3, C7, E3. */

import type { ReviewRule } from '../case/events/index.js';
import { asEnd, demandEndToCome, isSameEnd } from '../case/sharing/ends.js';
import type { Command, Decisions } from '../decider.js';
import { DomainError } from '../errors.js';
import type { CollaboratorId } from '../ids.js';
import { demandPresent } from './adding.js';
import type { RosterContext } from './context.js';
import { demandOwnRoster } from './entitling.js';
import type { RosterEvent, StandingRule } from './events.js';
import type { RosterState } from './state.js';

/** Takes the place of the rule before; neither current nor future: no rule. */
export type SetStandingRule = Command<'SetStandingRule', { readonly collaboratorId: CollaboratorId } & StandingRule>;
export type ChooseDefaultReviewRule = Command<'ChooseDefaultReviewRule', { readonly reviewRule: ReviewRule }>;
export type AllowTranslation = Command<'AllowTranslation', { readonly allowed: boolean }>;

export type StandingCommand = SetStandingRule | ChooseDefaultReviewRule | AllowTranslation;

/**
 * By the provider, also before the collaborator has accepted (B5). Only says what is to be shared: each share is judged
 * on its own.
 * @throws DomainError `CASE.END_IN_THE_PAST`, `TIME.INVALID`
 */
const setStandingRule = (
  command: SetStandingRule,
  state: RosterState,
  { actor, now }: RosterContext,
): readonly RosterEvent[] => {
  const providerId = demandOwnRoster(state, actor);
  const { collaboratorId, ...asked } = command.data;
  const entry = demandPresent(state, collaboratorId);
  const rule = storedRule(asked);
  if (isSameRule(rule, entry.rule)) return [];
  demandEndToCome(rule.ends, now);
  return [{ type: 'StandingRuleSet', data: { providerId, collaboratorId, rule } }];
};

/** By the provider; cases that are submitted later copy it, earlier ones keep theirs (C7). @throws DomainError `ROSTER.LEAD_UNKNOWN` */
const chooseDefaultReviewRule = (
  command: ChooseDefaultReviewRule,
  state: RosterState,
  { actor }: RosterContext,
): readonly RosterEvent[] => {
  const providerId = demandOwnRoster(state, actor);
  const { reviewRule: asked } = command.data;
  const lead = asked.rule === 'lead' ? asked.collaboratorId : undefined;
  if (lead !== undefined) demandLead(state, lead);
  const has = state.reviewRule;
  if (has.rule === asked.rule && (has.rule !== 'lead' || has.collaboratorId === lead)) return [];
  const reviewRule: ReviewRule =
    asked.rule === 'lead' ? { rule: asked.rule, collaboratorId: asked.collaboratorId } : { rule: asked.rule };
  return [{ type: 'DefaultReviewRuleChosen', data: { providerId, reviewRule } }];
};

/** By the provider: sending a text to an engine is a disclosure, so it is off until then (E3). */
const allowTranslation = (
  command: AllowTranslation,
  state: RosterState,
  { actor }: RosterContext,
): readonly RosterEvent[] => {
  const providerId = demandOwnRoster(state, actor);
  const { allowed } = command.data;
  return state.translationAllowed === allowed ? [] : [{ type: 'TranslationAllowed', data: { providerId, allowed } }];
};

export const standingDecisions: Decisions<RosterState, StandingCommand, RosterEvent, RosterContext> = {
  SetStandingRule: setStandingRule,
  ChooseDefaultReviewRule: chooseDefaultReviewRule,
  AllowTranslation: allowTranslation,
};

/** Exactly the fields that are stored; a rule that shares nothing has no terms. */
const storedRule = ({ current, future, pseudonymised = false, ends }: StandingRule): StandingRule => ({
  current,
  future,
  ...((current || future) && {
    ...(pseudonymised && { pseudonymised }),
    ...(ends && { ends: asEnd(ends) }),
  }),
});

const isSameRule = (one: StandingRule, other: StandingRule): boolean =>
  one.current === other.current &&
  one.future === other.future &&
  one.pseudonymised === other.pseudonymised &&
  isSameEnd(one.ends, other.ends);

const demandLead = ({ entries }: RosterState, collaboratorId: CollaboratorId): void => {
  const entry = entries[collaboratorId];
  if (entry && entry.status !== 'removed') return;
  throw new DomainError('ROSTER.LEAD_UNKNOWN', 'Only who is in the roster can lead.', { collaboratorId });
};
