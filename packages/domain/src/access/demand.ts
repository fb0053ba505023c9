/** The access question as the first line of a decision: go on, or be refused. */

import { denied, notFound, permissionMissing } from '../demands.js';
import { DomainError } from '../errors.js';
import { type AccessQuestion, judge, type Standing } from './judge.js';

/**
 * @returns the standing on which the actor may do this.
 * @throws DomainError `ACCESS.NOT_FOUND` where the actor must not know of the case, `CASE.ARCHIVED` where it takes no more
 * of this, `CASE.ON_HOLD` where it does not take it now, `ACCESS.DENIED` (facts: `reason`, and `permission` where one is missing) where the actor may not.
 */
export const demandAccess = (question: AccessQuestion): Standing => {
  const judgement = judge(question);
  if (judgement.allowed) return judgement.standing;
  if (!judgement.known) throw notFound();
  if (judgement.reason === 'archived') {
    throw new DomainError('CASE.ARCHIVED', 'The case is closed and takes no more of this.');
  }
  if (judgement.reason === 'on-hold') {
    throw new DomainError('CASE.ON_HOLD', 'The case is on hold.');
  }
  if (judgement.permission !== undefined) {
    throw permissionMissing(judgement.permission);
  }
  throw denied(judgement.reason, 'This is not for you to do.');
};
