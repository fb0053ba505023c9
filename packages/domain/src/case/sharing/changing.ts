/** What the provider does with the shares of a case: shares, takes back, renews. Rules: product.md C1, C4, B5, G2. */

import type { Command } from '../../decider.js';
import { DomainError } from '../../errors.js';
import type { CollaboratorId } from '../../ids.js';
import { demandAllowed, isShared, notShared, ofCase } from '../allowed.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent, GrantEnd } from '../events/index.js';
import type { CaseState } from '../state.js';
import { demandStanding } from './basis.js';
import { unshared } from './ending.js';
import { asEnd, demandEndToCome, isSameEnd } from './ends.js';
import { shareWith, type ShareWith } from './sharing.js';

/** The pop-up's Save: all or nothing (C1). */
export type ChangeSharing = Command<
  'ChangeSharing',
  { readonly add: readonly ShareWith[]; readonly remove: readonly CollaboratorId[] }
>;

/** `ends`: from now on; absent: the grant has no end any more. */
export type RenewGrant = Command<'RenewGrant', { readonly collaboratorId: CollaboratorId; readonly ends?: GrantEnd }>;

/** By the provider. Whoever has not accepted yet may be added, and sees nothing before they have (B5). */
export const changeSharing = (command: ChangeSharing, state: CaseState, context: CaseContext): readonly CaseEvent[] => {
  const { on } = demandAllowed('change-sharing', state, context);
  const { add, remove } = command.data;
  demandConsistent(add, remove);
  const takenBack = [...new Set(remove)].flatMap((collaboratorId): readonly CaseEvent[] => {
    const grant = on.grants[collaboratorId];
    return grant ? [unshared(on, grant, { cause: 'by-provider' })] : [];
  });
  return [...add.flatMap((share) => shareWith(share, on, context)), ...takenBack];
};

/**
 * By the provider: another end for a grant that has not ended (C4); one whose date has passed is shared anew. What it
 * stands on has to stand now; newer texts of attestation and terms do not block it, nothing new is shared (G2).
 * @throws DomainError `CASE.NOT_SHARED`, `CASE.END_IN_THE_PAST`, and where the basis does not stand
 */
export const renewGrant = (command: RenewGrant, state: CaseState, context: CaseContext): readonly CaseEvent[] => {
  const { on } = demandAllowed('change-sharing', state, context);
  const { collaboratorId, ends } = command.data;
  const grant = on.grants[collaboratorId];
  const entry = context.roster.entries[collaboratorId];
  if (!grant || !entry || !isShared(on, context, collaboratorId)) throw notShared(collaboratorId);
  if (isSameEnd(ends, grant.ends)) return [];
  demandStanding(entry, grant.purpose, context);
  demandEndToCome(ends, context.now, on.facts);
  const { recipientId } = grant;
  return [
    {
      type: 'GrantRenewed',
      data: { ...ofCase(on), collaboratorId, recipientId, ...(ends && { ends: asEnd(ends) }) },
    },
  ];
};

const demandConsistent = (add: readonly ShareWith[], remove: readonly CollaboratorId[]): void => {
  const seen = new Set(remove);
  for (const { collaboratorId } of add) {
    if (seen.has(collaboratorId)) {
      throw new DomainError('CASE.SHARING_CONTRADICTORY', 'A collaborator is named twice.', { collaboratorId });
    }
    seen.add(collaboratorId);
  }
};
