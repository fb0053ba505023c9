/** A larger case type for a case that has one. Rules: domain-facts.md (Case types: upgrades only before expiry). */

import type { Command } from '../../decider.js';
import { DomainError } from '../../errors.js';
import { demandAllowed, demandGoesOn, ofCase } from '../allowed.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent, CaseType } from '../events/index.js';
import type { CaseState } from '../state.js';
import { demandCaseType, demandValid } from './caseTypes.js';

export type UpgradeCaseType = Command<'UpgradeCaseType', { readonly caseType: CaseType }>;

/** Smallest first. `flex`, which has no limits, and `retainer-only` are upgraded neither from nor to. */
const bySize: readonly CaseType[] = ['mini', 'one', 'two', 'unlimited-3', 'unlimited-5'];

/**
 * By the provider. The case type that the case has records nothing.
 * @throws DomainError `CASE.SETUP_NOT_APPROVED`, `CASE.CASE_TYPE_EXPIRED`, `CASE.CASE_TYPE_NOT_LARGER` (facts: `from`,
 * `larger`: the case types that would do), `CASE.ENDED`
 */
export const upgradeCaseType = (
  command: UpgradeCaseType,
  state: CaseState,
  context: CaseContext,
): readonly CaseEvent[] => {
  const { on } = demandAllowed('upgrade-case-type', state, context);
  const { caseType: to } = command.data;
  const from = demandCaseType(on);
  if (from === to) return [];
  demandGoesOn(on);
  demandValid(on, context.now);
  const larger = bySize.includes(from) ? bySize.slice(bySize.indexOf(from) + 1) : [];
  if (!larger.includes(to)) {
    throw new DomainError('CASE.CASE_TYPE_NOT_LARGER', 'A case type is upgraded to a larger one only.', {
      from,
      larger,
    });
  }
  return [{ type: 'CaseTypeUpgraded', data: { ...ofCase(on), from, to } }];
};
