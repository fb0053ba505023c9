/** What a bulk act would do, before anybody does it. Rules: product.md C2. */

import type { CaseContext } from '../case/context.js';
import { shareOwn } from '../case/sharing/inBulk.js';
import type { ShareWith } from '../case/sharing/sharing.js';
import type { SubmittedCase } from '../case/state.js';
import { demandProvider } from '../demands.js';
import { DomainError } from '../errors.js';
import type { CaseId } from '../ids.js';
import type { PatientState } from '../patient/state.js';

/** A case and its patient, folded. */
export interface BulkCandidate {
  readonly on: SubmittedCase;
  readonly patient: PatientState;
}

export type PreviewedCase =
  | { readonly caseId: CaseId; readonly answer: 'will-share' | 'already-shared' }
  | { readonly caseId: CaseId; readonly answer: 'refused'; readonly code: string };

/**
 * For the provider who acts: what would become of each case now. Decided with the very rule of the act, so that an act
 * on those that `will-share` shares exactly these, as long as nothing else happens in between.
 * @throws DomainError `ACCESS.DENIED` unless a provider asks
 */
export const previewBulkSharing = (
  candidates: readonly BulkCandidate[],
  share: ShareWith,
  context: Omit<CaseContext, 'patient'>,
): readonly PreviewedCase[] => {
  const { personId } = demandProvider(context.actor);
  return candidates.map(({ on, patient }): PreviewedCase => {
    const { caseId } = on;
    try {
      const events = shareOwn(share, personId, on, { ...context, patient });
      return { caseId, answer: events.length > 0 ? 'will-share' : 'already-shared' };
    } catch (refusal) {
      if (!(refusal instanceof DomainError)) throw refusal;
      return { caseId, answer: 'refused', code: refusal.code };
    }
  });
};
