/** The pen: whose turn it is to change a plan. One holder at most, and only by what was recorded. Rules: product.md C9, B8. */

import type { Standing } from '../../access/judge.js';
import type { Command } from '../../decider.js';
import { DomainError } from '../../errors.js';
import type { CollaboratorId } from '../../ids.js';
import { demandAllowed, ofCase, seesNow } from '../allowed.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent, PenHolder } from '../events/index.js';
import type { CaseState, SubmittedCase } from '../state.js';

/** Through which entry, for a person who stands to the case through two; default: the first. */
interface Through {
  readonly collaboratorId?: CollaboratorId;
}

/** `takeOver`: also from another who holds it. */
export type TakePen = Command<'TakePen', Through & { readonly takeOver?: boolean }>;

/** `to`: the provider, the lab, or a collaborator who sees the case now. */
export type PassPen = Command<'PassPen', Through & { readonly to: PenHolder }>;

export type ReleasePen = Command<'ReleasePen', Through>;

/**
 * By provider, collaborator or lab; also from a holder whose access has ended. Who holds it already records nothing.
 * @throws DomainError `CASE.PEN_HELD` (facts: `holder`, `collaboratorId`) by another, unless it is taken over
 */
export const takePen = (command: TakePen, state: CaseState, context: CaseContext): readonly CaseEvent[] => {
  const { takeOver = false, collaboratorId } = command.data;
  const { on, standing } = demandAllowed('hold-pen', state, context, collaboratorId);
  const holder = holderOf(standing);
  if (!on.pen) return [{ type: 'PenTaken', data: { ...ofCase(on), holder } }];
  if (isSameHolder(on.pen, holder)) return [];
  if (!takeOver) throw held(on.pen);
  return [{ type: 'PenTaken', data: { ...ofCase(on), holder, from: asHolder(on.pen) } }];
};

/**
 * By the holder alone. To who holds it already: records nothing.
 * @throws DomainError `CASE.PEN_HELD`, `CASE.PEN_NOT_HELD` where it is free, `CASE.PEN_RECIPIENT_SEES_NOTHING` for a
 * collaborator who has no access now
 */
export const passPen = (command: PassPen, state: CaseState, context: CaseContext): readonly CaseEvent[] => {
  const { to, collaboratorId } = command.data;
  const { on, standing } = demandAllowed('hold-pen', state, context, collaboratorId);
  if (on.pen && isSameHolder(on.pen, to)) return [];
  if (!on.pen) throw new DomainError('CASE.PEN_NOT_HELD', 'Nobody holds the pen; take it first.');
  const from = demandPen(on, standing);
  if (to.of === 'collaborator' && !seesNow(on, context, to.collaboratorId)) {
    throw new DomainError('CASE.PEN_RECIPIENT_SEES_NOTHING', 'This collaborator has no access to the case now.', {
      collaboratorId: to.collaboratorId,
    });
  }
  return [{ type: 'PenPassed', data: { ...ofCase(on), from, to: asHolder(to) } }];
};

/**
 * By the holder alone; a free pen records nothing.
 * @throws DomainError `CASE.PEN_HELD` by another
 */
export const releasePen = (command: ReleasePen, state: CaseState, context: CaseContext): readonly CaseEvent[] => {
  const { on, standing } = demandAllowed('hold-pen', state, context, command.data.collaboratorId);
  if (!on.pen) return [];
  return [{ type: 'PenReleased', data: { ...ofCase(on), holder: demandPen(on, standing) } }];
};

/**
 * For an act that needs the pen: who acts, with the pen in hand. A free pen is taken by the act itself, whose own event
 * says so in the fold; nothing more is recorded.
 * @throws DomainError `CASE.PEN_HELD` (facts: `holder`, and `collaboratorId` of a collaborator) where another holds it
 */
export const demandPen = (on: SubmittedCase, standing: Standing): PenHolder => {
  const holder = holderOf(standing);
  if (!on.pen || isSameHolder(on.pen, holder)) return holder;
  throw held(on.pen);
};

/** As whom somebody holds the pen: an organisation has one, whichever member acts (B8). */
export const holderOf = (standing: Standing): PenHolder =>
  standing.as === 'collaborator'
    ? { of: 'collaborator', collaboratorId: standing.grant.collaboratorId }
    : { of: standing.as };

const isSameHolder = (one: PenHolder, other: PenHolder): boolean =>
  one.of === 'collaborator' && other.of === 'collaborator'
    ? one.collaboratorId === other.collaboratorId
    : one.of === other.of;

/** Exactly what is stored, whatever else came in with it. */
const asHolder = (holder: PenHolder): PenHolder =>
  holder.of === 'collaborator' ? { of: holder.of, collaboratorId: holder.collaboratorId } : { of: holder.of };

const held = (holder: PenHolder): DomainError =>
  new DomainError('CASE.PEN_HELD', 'Another holds the pen: wait for it, or take it over.', {
    holder: holder.of,
    ...(holder.of === 'collaborator' && { collaboratorId: holder.collaboratorId }),
  });
