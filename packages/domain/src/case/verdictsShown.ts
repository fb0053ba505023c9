/** Who sees which verdicts on the newest version, and whose words. Rules: product.md C6. */

import type { Standing } from '../access/judge.js';
import type { CollaboratorId } from '../ids.js';
import type { Verdict } from './facts/index.js';
import type { SubmittedCase } from './state.js';

export interface ShownVerdict extends Verdict {
  readonly collaboratorId: CollaboratorId;
}

/**
 * Everybody who sees the case sees who judged how. The message id, by which the words are found, is for the provider, for
 * the collaborator in whose conversation they stand, and of a decline for the lab, which it asks for the next version.
 */
export const verdictsShownTo = (viewer: Standing, { facts: { setup } }: SubmittedCase): readonly ShownVerdict[] => {
  if (setup.state === 'none') return [];
  return (Object.keys(setup.verdicts) as CollaboratorId[]).flatMap((collaboratorId): readonly ShownVerdict[] => {
    const verdict = setup.verdicts[collaboratorId];
    if (!verdict) return [];
    const { messageId: _, ...wordless } = verdict;
    return [{ collaboratorId, ...(mayReadWords(viewer, collaboratorId, verdict) ? verdict : wordless) }];
  });
};

const mayReadWords = (viewer: Standing, collaboratorId: CollaboratorId, { act }: Verdict): boolean => {
  switch (viewer.as) {
    case 'provider':
      return true;
    case 'collaborator':
      return viewer.grant.collaboratorId === collaboratorId;
    case 'lab':
      return act === 'declined';
  }
};
