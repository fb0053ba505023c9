/** Which groups of fields of a case the viewer is shown, as the domain's table has it (`access/fields.ts`). */

import { type CollaboratorId, type FieldGroup, fieldsShownTo } from '@konsil/domain';
import type { CaseRelation } from '../answers.js';

export interface Shown {
  readonly relation: CaseRelation;
  readonly has: (group: FieldGroup) => boolean;
  /** Whether something of one collaborator is shown: their own as one group, that of others as another. */
  readonly of: (collaboratorId: CollaboratorId, own: FieldGroup, others: FieldGroup) => boolean;
}

export const shownTo = (relation: CaseRelation): Shown => {
  const groups = fieldsShownTo(
    relation.as === 'collaborator' ? { as: relation.as, grant: { pseudonymised: relation.pseudonymised } } : relation,
  );
  const isOwn = (id: CollaboratorId): boolean => relation.as === 'collaborator' && relation.collaboratorId === id;
  return {
    relation,
    has: (group) => groups.has(group),
    of: (id, own, others) => groups.has(isOwn(id) ? own : others),
  };
};
