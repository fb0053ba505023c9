/** What is unread, counted anew from the messages and marks of one case: of each mark, of its grants, and of the provider. */

import type { CaseId } from '@konsil/domain';
import { changeEach, type Group, withValues } from '../../fold/index.js';
import type { CaseTableRow, GrantTableRow, PatientTables } from './rows.js';
import { behind, MOST_UNREAD } from './unread.js';

type PatientGroup = Group<PatientTables>;

/** After a message, words, or reading; everything else of the case stays as it is. */
export const settleUnread = (group: PatientGroup, caseId: CaseId): PatientGroup => {
  const marked = settleMarks(group, caseId);
  return {
    ...marked,
    cases: changeEach(marked.cases, (row) =>
      row.caseId === caseId ? withValues(row, { unread: unreadByProvider(marked, row) }) : row,
    ),
    grants: changeEach(marked.grants, (row) => {
      if (row.caseId !== caseId) return row;
      const conversation = marked.conversations.find(
        (of) => of.caseId === caseId && of.collaboratorId === row.collaboratorId,
      );
      return withValues(row, { unread: unreadByRecipient(marked, row, conversation?.fromProvider ?? []) });
    }),
  };
};

const settleMarks = (group: PatientGroup, caseId: CaseId): PatientGroup => ({
  ...group,
  readingMarks: changeEach(group.readingMarks, (mark) => {
    if (mark.caseId !== caseId) return mark;
    const conversation = group.conversations.find(
      (row) => row.caseId === caseId && row.collaboratorId === mark.collaboratorId,
    );
    const isProvider = group.cases.some((row) => row.caseId === caseId && row.providerId === mark.readerId);
    const others = isProvider ? conversation?.fromCollaborator : conversation?.fromProvider;
    return withValues(mark, { unread: behind(others ?? [], mark.upTo) });
  }),
});

/** A person has a mark of their own; what members of an organisation have read stands with their marks. */
const unreadByRecipient = (
  group: PatientGroup,
  { caseId, collaboratorId, recipientId }: GrantTableRow,
  fromProvider: readonly number[],
): number => {
  const mark = group.readingMarks.find(
    (row) => row.caseId === caseId && row.collaboratorId === collaboratorId && row.readerId === recipientId,
  );
  return behind(fromProvider, mark?.upTo ?? -1);
};

const unreadByProvider = (group: PatientGroup, { caseId, providerId }: CaseTableRow): number => {
  let count = 0;
  for (const { caseId: of, collaboratorId, fromCollaborator } of group.conversations) {
    if (of !== caseId) continue;
    const mark = group.readingMarks.find(
      (row) => row.caseId === caseId && row.collaboratorId === collaboratorId && row.readerId === providerId,
    );
    count += behind(fromCollaborator, mark?.upTo ?? -1);
  }
  return Math.min(count, MOST_UNREAD);
};
