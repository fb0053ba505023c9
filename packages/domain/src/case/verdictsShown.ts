/** Who sees which verdicts on the newest version, and whose words. Rules: product.md C6, E1. */

import type { Standing } from '../access/judge.js';
import type { CollaboratorId, MessageId } from '../ids.js';
import type { Verdict } from './facts/index.js';
import type { SubmittedCase } from './state.js';

export interface ShownVerdict extends Verdict {
  readonly collaboratorId: CollaboratorId;
}

/**
 * Everybody who sees the case sees who judged how. The message id, by which the words are found, is for who may read
 * them: {@link mayReadWords}.
 */
export const verdictsShownTo = (viewer: Standing, on: SubmittedCase): readonly ShownVerdict[] => {
  const { setup } = on.facts;
  if (setup.state === 'none') return [];
  return (Object.keys(setup.verdicts) as CollaboratorId[]).flatMap((collaboratorId): readonly ShownVerdict[] => {
    const verdict = setup.verdicts[collaboratorId];
    if (!verdict) return [];
    const { messageId, ...wordless } = verdict;
    const isRead = messageId !== undefined && mayReadWords(viewer, on, messageId);
    return [{ collaboratorId, ...wordless, ...(isRead && { messageId }) }];
  });
};

/**
 * Whether somebody who stands to the case in this way reads the words that an act was given with, on whichever version: the
 * provider all, a collaborator those in their own conversation, the lab those of declines and revisions, which ask it for the
 * next version and say what it shall change. Messages are no words of acts: the lab reads none.
 */
export const mayReadWords = (viewer: Standing, { words }: SubmittedCase, messageId: MessageId): boolean => {
  const said = Object.hasOwn(words, messageId) ? words[messageId] : undefined;
  if (said === undefined) return false;
  switch (viewer.as) {
    case 'provider':
      return true;
    case 'collaborator':
      return said.in === 'everyone' || said.in === viewer.grant.collaboratorId;
    case 'lab':
      return said.toLab;
  }
};
