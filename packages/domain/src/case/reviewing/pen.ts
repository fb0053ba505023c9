/** The pen: whose turn it is to change a plan. Rules: product.md C9, B8. */

import type { Standing } from '../../access/judge.js';
import { DomainError } from '../../errors.js';
import type { PenHolder } from '../events/index.js';
import type { SubmittedCase } from '../state.js';

/**
 * For an act that needs the pen: who acts, with the pen in hand. A free pen is taken by the act itself.
 * @throws DomainError `CASE.PEN_HELD` (facts: `holder`, and `collaboratorId` of a collaborator) where another holds it
 */
export const demandPen = ({ pen }: SubmittedCase, standing: Standing): PenHolder => {
  const holder: PenHolder =
    standing.as === 'collaborator'
      ? { of: 'collaborator', collaboratorId: standing.grant.collaboratorId }
      : { of: standing.as };
  const heldBy = pen?.of === 'collaborator' ? { collaboratorId: pen.collaboratorId } : {};
  const mine = holder.of === 'collaborator' ? { collaboratorId: holder.collaboratorId } : {};
  if (!pen || (pen.of === holder.of && heldBy.collaboratorId === mine.collaboratorId)) return holder;
  throw new DomainError('CASE.PEN_HELD', 'Another holds the pen: wait for it, or take it over.', {
    holder: pen.of,
    ...heldBy,
  });
};
