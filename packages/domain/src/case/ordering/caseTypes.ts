/** Case types: price models chosen at approval, and what each covers. Rules: domain-facts.md (Status, category, case type). */

import { DomainError } from '../../errors.js';
import { type Instant, monthsAfter } from '../../time.js';
import type { CaseType, Charge } from '../events/index.js';
import type { SubmittedCase } from '../state.js';

export interface CaseTypeTerms {
  /** How many aligner sets a setup may take. */
  readonly alignerSets: number | 'no-limit';
  /** How many revisions; `paid`: as many as are paid for. */
  readonly revisions: number | 'no-limit' | 'paid';
  /** How many retainer sets are included; `yearly`: one for each year that has begun. */
  readonly retainers: number | 'yearly';
  /** Months from the first shipment. */
  readonly validFor: number | 'no-expiry';
}

/** The table of domain-facts.md. */
export const caseTypes: Readonly<Record<CaseType, CaseTypeTerms>> = {
  flex: { alignerSets: 'no-limit', revisions: 'paid', retainers: 0, validFor: 'no-expiry' },
  mini: { alignerSets: 12, revisions: 1, retainers: 0, validFor: 6 },
  one: { alignerSets: 24, revisions: 1, retainers: 1, validFor: 12 },
  two: { alignerSets: 24, revisions: 2, retainers: 2, validFor: 24 },
  'unlimited-3': { alignerSets: 'no-limit', revisions: 'no-limit', retainers: 'yearly', validFor: 36 },
  'unlimited-5': { alignerSets: 'no-limit', revisions: 'no-limit', retainers: 'yearly', validFor: 60 },
  'retainer-only': { alignerSets: 0, revisions: 0, retainers: 1, validFor: 'no-expiry' },
};

/**
 * `retainer-only` is for a case that starts with retainers, `flex` for any, as it is paid per use, every other for aligners;
 * the newest setup takes no more sets than covered.
 * @throws DomainError `CASE.CASE_TYPE_MISMATCH` (facts: `caseType`, `kind`), `CASE.CASE_TYPE_TOO_SMALL` (facts: `limit`,
 * `alignerSets`)
 */
export const demandCaseTypeFits = ({ kind, alignerSets = 0 }: SubmittedCase, caseType: CaseType): void => {
  if (caseType !== 'flex' && (caseType === 'retainer-only') !== (kind === 'retainer')) {
    throw new DomainError('CASE.CASE_TYPE_MISMATCH', 'This case type is for another kind of order.', {
      caseType,
      kind,
    });
  }
  const { alignerSets: limit } = caseTypes[caseType];
  if (kind === 'aligner' && limit !== 'no-limit' && alignerSets > limit) {
    throw new DomainError('CASE.CASE_TYPE_TOO_SMALL', 'The setup takes more aligner sets than this case type covers.', {
      limit,
      alignerSets,
    });
  }
};

/** A case type is chosen at the first approval. @throws DomainError `CASE.SETUP_NOT_APPROVED` (facts: `setupState`) */
export const demandCaseType = (on: SubmittedCase): CaseType => {
  if (on.caseType === undefined) throw notApproved(on);
  return on.caseType;
};

export const notApproved = ({ facts }: SubmittedCase): DomainError =>
  new DomainError('CASE.SETUP_NOT_APPROVED', 'This needs an approved setup.', { setupState: facts.setup.state });

/** When what the case type covers ends; `undefined` where it has no end, or nothing was shipped that it runs from. */
export const expiryOf = ({ caseType, firstShippedAt }: SubmittedCase): Instant | undefined => {
  if (caseType === undefined || firstShippedAt === undefined) return undefined;
  const { validFor } = caseTypes[caseType];
  return validFor === 'no-expiry' ? undefined : monthsAfter(firstShippedAt, validFor);
};

const expiredSince = (on: SubmittedCase, now: Instant): Instant | undefined => {
  const expiry = expiryOf(on);
  return expiry !== undefined && expiry <= now ? expiry : undefined;
};

/** @throws DomainError `CASE.CASE_TYPE_EXPIRED` (facts: `expiredAt`) */
export const demandValid = (on: SubmittedCase, now: Instant): void => {
  const expiredAt = expiredSince(on, now);
  if (expiredAt === undefined) return;
  throw new DomainError('CASE.CASE_TYPE_EXPIRED', 'What the case type covers has ended.', { expiredAt });
};

/**
 * What the next revision costs.
 * @throws DomainError `CASE.SETUP_NOT_APPROVED`, `CASE.CASE_TYPE_EXPIRED`, `CASE.REVISIONS_USED_UP` (facts: `caseType`,
 * `limit`)
 */
export const chargeOfRevision = (on: SubmittedCase, now: Instant): Charge => {
  const caseType = demandCaseType(on);
  demandValid(on, now);
  const { revisions } = caseTypes[caseType];
  if (revisions === 'paid') return 'paid';
  const used = on.orders.filter(({ kind }) => kind === 'revision').length;
  if (revisions !== 'no-limit' && used >= revisions) {
    throw new DomainError('CASE.REVISIONS_USED_UP', 'The case type covers no further revision.', {
      caseType,
      limit: revisions,
    });
  }
  return 'included';
};

/**
 * What the next retainer costs: beyond what is included, and after the expiry, it is paid. A case that starts with retainers
 * has used its one with its first order.
 * @throws DomainError `CASE.SETUP_NOT_APPROVED`
 */
export const chargeOfRetainer = (on: SubmittedCase, now: Instant): Charge => {
  const { retainers } = caseTypes[demandCaseType(on)];
  const included = retainers === 'yearly' ? yearsBegun(on, now) : retainers;
  const used = on.orders.filter(({ kind, charge }) => kind === 'retainer' && charge !== 'paid').length;
  return expiredSince(on, now) !== undefined || used >= included ? 'paid' : 'included';
};

/** Years since the first shipment, the one that runs included; what was not ordered in one is not lost. */
const yearsBegun = ({ firstShippedAt }: SubmittedCase, now: Instant): number => {
  let years = 1;
  while (firstShippedAt !== undefined && monthsAfter(firstShippedAt, 12 * years) <= now) years += 1;
  return years;
};
