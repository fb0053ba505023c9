/** What a provider and one collaborator wrote on one case, with the words of acts. Rules: product.md C6, E. */

import type { CaseId, CollaboratorId } from '@konsil/domain';
import type { Expression, ExpressionBuilder, Kysely, SqlBool } from 'kysely';
import type { Stored } from '../../fold/index.js';
import type { MessageTableRow } from '../../folds/messages/rows.js';
import type { StoreTables } from '../../read-store/index.js';
import type { Conversation, MessageAct, MessageRow } from '../answers.js';
import { checkedLimit } from '../lists/cursor.js';
import { personal } from '../lists/rows.js';
import type { Asking, MessagesQuestion } from '../questions.js';
import { inSnapshot, parsed, type Snapshot } from '../snapshot.js';
import { grantsOn } from './access.js';
import type { Shown } from './shown.js';

export interface ConversationPlace {
  readonly caseId: CaseId;
  readonly collaboratorId: CollaboratorId;
}

/** For the provider, also after the sharing has ended, and for who may see the case through this collaborator. */
export const conversation = (
  database: Kysely<StoreTables>,
  asking: Asking,
  place: ConversationPlace,
  paging: MessagesQuestion,
): Promise<Conversation | undefined> =>
  inSnapshot(database, async (snapshot) => {
    const limit = checkedLimit(paging.limit, { most: 200, usual: 50 });
    const found = await conversationRow(snapshot, asking, place);
    if (found === undefined) return undefined;
    const isProvider = found.providerId === asking.viewer;
    if (!isProvider && (await grantsOn(snapshot, asking, place.caseId, place.collaboratorId)).length === 0) {
      return undefined;
    }
    const messages = await messagesOf(snapshot, place, paging.before, limit + 1);
    const shown = messages.slice(0, limit);
    const last = shown.at(-1);
    const others = parsed<readonly number[]>(isProvider ? found.fromCollaborator : found.fromProvider);
    return {
      ...place,
      messages: shown.map(toMessage),
      ...(messages.length > limit && last !== undefined ? { before: last.position } : {}),
      unread: found.unread ?? others.length,
      readUpTo: found.upTo ?? -1,
    };
  });

const conversationRow = (snapshot: Snapshot, { viewer }: Asking, { caseId, collaboratorId }: ConversationPlace) =>
  snapshot
    .selectFrom('cases as ofCase')
    .innerJoin('conversations as row', (join) =>
      join.onRef('row.patientId', '=', 'ofCase.patientId').onRef('row.caseId', '=', 'ofCase.caseId'),
    )
    .leftJoin('readingMarks as mark', (join) =>
      join
        .onRef('mark.patientId', '=', 'row.patientId')
        .onRef('mark.caseId', '=', 'row.caseId')
        .onRef('mark.collaboratorId', '=', 'row.collaboratorId')
        .on('mark.readerId', '=', viewer),
    )
    .select(['ofCase.providerId', 'row.fromProvider', 'row.fromCollaborator', 'mark.unread', 'mark.upTo'])
    .where('ofCase.caseId', '=', caseId)
    .where('row.collaboratorId', '=', collaboratorId)
    .executeTakeFirst();

/** In this collaborator's conversation: said in it alone, or in every one of the case. */
const isIn =
  (collaboratorId: CollaboratorId) =>
  (where: ExpressionBuilder<StoreTables, 'messages'>): Expression<SqlBool> =>
    where.or([where('collaboratorId', '=', collaboratorId), where('collaboratorId', 'is', null)]);

/** Newest first. Words to all conversations of the case are in each. */
const messagesOf = (
  snapshot: Snapshot,
  { caseId, collaboratorId }: ConversationPlace,
  before: number | undefined,
  limit: number,
) =>
  snapshot
    .selectFrom('messages')
    .selectAll()
    .where('caseId', '=', caseId)
    .where(isIn(collaboratorId))
    .where('position', '<', before ?? Number.MAX_SAFE_INTEGER)
    .orderBy('position', 'desc')
    .limit(limit)
    .execute();

/** Acts that ask the lab for another version; their words say what it shall change. */
const ASKING: readonly MessageAct[] = ['declined', 'declined-by-collaborator', 'revision-requested'];
const MOST_CHANGES = 20;

/** The newest words that ask the lab for a change, of those that the viewer may read (C6). */
export const changesAsked = async (
  snapshot: Snapshot,
  caseId: CaseId,
  shown: Shown,
): Promise<readonly MessageRow[]> => {
  const { relation } = shown;
  const asked = snapshot.selectFrom('messages').selectAll().where('caseId', '=', caseId).where('act', 'in', ASKING);
  const read = relation.as === 'collaborator' ? asked.where(isIn(relation.collaboratorId)) : asked;
  return (await read.orderBy('position', 'desc').limit(MOST_CHANGES).execute()).map(toMessage);
};

const toMessage = (row: Stored<MessageTableRow>): MessageRow => {
  const { messageId, position, recordedAt, authorId, side, act, setupVersion, text, corrects } = row;
  return { messageId, position, recordedAt, authorId, side, act, setupVersion, text: personal(text), corrects };
};
