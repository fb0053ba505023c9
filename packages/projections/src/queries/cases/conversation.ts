/** What a provider and one collaborator wrote on one case, with the words of acts. Rules: product.md C6, E. */

import type { CaseId, CollaboratorId } from '@konsil/domain';
import type { Kysely } from 'kysely';
import type { Stored } from '../../fold/index.js';
import type { MessageTableRow } from '../../folds/messages/rows.js';
import type { StoreTables } from '../../read-store/index.js';
import type { Conversation, MessageRow } from '../answers.js';
import { checkedLimit } from '../lists/cursor.js';
import { personal } from '../lists/rows.js';
import type { Asking, MessagesQuestion } from '../questions.js';
import { inSnapshot, parsed, type Snapshot } from '../snapshot.js';
import { grantsOn } from './access.js';

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
    .where((eb) => eb.or([eb('collaboratorId', '=', collaboratorId), eb('collaboratorId', 'is', null)]))
    .where('position', '<', before ?? Number.MAX_SAFE_INTEGER)
    .orderBy('position', 'desc')
    .limit(limit)
    .execute();

const toMessage = (row: Stored<MessageTableRow>): MessageRow => {
  const { messageId, position, recordedAt, authorId, side, act, setupVersion, text, corrects } = row;
  return { messageId, position, recordedAt, authorId, side, act, setupVersion, text: personal(text), corrects };
};
