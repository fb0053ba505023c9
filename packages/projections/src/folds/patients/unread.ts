/**
 * Unread messages. A conversation keeps the positions of the newest 100 messages of each side, a reader a mark; what
 * lies behind the mark is unread. A fellow member's message is never unread (product.md B8), since only the other
 * side's count. Rules: product.md C6, E2.
 */

import type { CaseId, CollaboratorId, ConversationSide, PersonId } from '@konsil/domain';
import { type Group, put } from '../../fold/index.js';
import type { CaseTableRow, ConversationTableRow, PatientTables } from './rows.js';

type PatientGroup = Group<PatientTables>;

/** More than this is not told apart: it is shown as 99+. */
export const MOST_UNREAD = 100;

/** A message, or words, of one side in one conversation. */
export const written = (
  group: PatientGroup,
  ofCase: CaseTableRow,
  collaboratorId: CollaboratorId,
  side: ConversationSide,
  position: number,
): PatientGroup => {
  const conversation = conversationOf(group, ofCase, collaboratorId);
  return withConversation(
    group,
    side === 'provider'
      ? { ...conversation, fromProvider: newest(conversation.fromProvider, position) }
      : { ...conversation, fromCollaborator: newest(conversation.fromCollaborator, position) },
  );
};

/** The provider's words to every conversation of the case, also to those that begin later. */
export const writtenToAll = (group: PatientGroup, ofCase: CaseTableRow, position: number): PatientGroup => ({
  ...group,
  cases: group.cases.map((row) =>
    row.caseId === ofCase.caseId ? { ...row, toAll: newest(row.toAll, position) } : row,
  ),
  conversations: group.conversations.map((row) =>
    row.caseId === ofCase.caseId ? { ...row, fromProvider: newest(row.fromProvider, position) } : row,
  ),
});

/** A conversation there is from the moment the case is shared. */
export const begun = (group: PatientGroup, ofCase: CaseTableRow, collaboratorId: CollaboratorId): PatientGroup =>
  withConversation(group, conversationOf(group, ofCase, collaboratorId));

export const readUpTo = (
  group: PatientGroup,
  { patientId, caseId }: CaseTableRow,
  collaboratorId: CollaboratorId,
  readerId: PersonId,
  upTo: number,
): PatientGroup => {
  const isSame = (row: { caseId: CaseId; collaboratorId: CollaboratorId; readerId: PersonId }): boolean =>
    row.caseId === caseId && row.collaboratorId === collaboratorId && row.readerId === readerId;
  const before = group.readingMarks.find(isSame);
  if (before !== undefined && before.upTo >= upTo) return group;
  const mark = { patientId, caseId, collaboratorId, readerId, upTo, unread: before?.unread ?? 0 };
  return { ...group, readingMarks: put(group.readingMarks, mark, isSame) };
};

/** How many of the positions lie behind a mark. */
export const behind = (positions: readonly number[], mark: number): number => {
  let count = 0;
  for (const position of positions) if (position > mark) count += 1;
  return count;
};

const newest = (positions: readonly number[], position: number): readonly number[] =>
  [...positions, position].slice(-MOST_UNREAD);

const isOf =
  (caseId: CaseId, collaboratorId: CollaboratorId) =>
  (row: ConversationTableRow): boolean =>
    row.caseId === caseId && row.collaboratorId === collaboratorId;

const conversationOf = (
  group: PatientGroup,
  { patientId, caseId, toAll }: CaseTableRow,
  collaboratorId: CollaboratorId,
): ConversationTableRow =>
  group.conversations.find(isOf(caseId, collaboratorId)) ?? {
    patientId,
    caseId,
    collaboratorId,
    fromProvider: toAll,
    fromCollaborator: [],
  };

const withConversation = (group: PatientGroup, row: ConversationTableRow): PatientGroup => ({
  ...group,
  conversations: put(group.conversations, row, isOf(row.caseId, row.collaboratorId)),
});
