/**
 * Lists what was recorded without standing access: walks the log in order and asks, of each act of a collaborator on a
 * case, whether they had the access for it just before it. Empty where guards hold with the append (SQLite); on
 * KurrentDB, what fell into the window between the look at a stream's head and the append.
 */

import type { Act, DomainEvent, EventType, PersonId, Recorded } from '@konsil/domain';
import type { Codec, EventStore, StoredEvent } from '@konsil/event-store';
import { endOfAccess, missingAccess, type RecordedAct } from './access.js';
import type { LateWrite, LateWritesQuestion } from './answers.js';
import { Histories } from './histories.js';

/** What each event of a collaborator asks; those that are missing ask whether the case may be seen. */
const asks: Partial<Record<EventType, Act>> = {
  MessagePosted: 'post-message',
  MessagesRead: 'mark-messages-read',
  MessageTranslated: 'translate-message',
  SetupMarkedReady: 'mark-setup-ready',
  SetupDeclinedByCollaborator: 'decline-setup',
  SetupDeclined: 'decline-setup',
  RevisionRequested: 'request-revision',
  RetainerOrdered: 'order-retainer',
  CasePutOnHold: 'hold-case',
  CaseResumed: 'hold-case',
};

/** @throws RangeError for a moment that is none, Error for an event of these streams that can't be read */
export async function* lateWrites(
  { store, codec }: { readonly store: EventStore; readonly codec: Codec },
  { from, to }: LateWritesQuestion = {},
): AsyncIterable<LateWrite> {
  const begin = momentOf('from', from) ?? Number.NEGATIVE_INFINITY;
  const end = momentOf('to', to) ?? Number.POSITIVE_INFINITY;
  const histories = new Histories(store, codec);
  for await (const stored of store.readAll()) {
    const at = Date.parse(stored.recordedAt);
    if (at >= begin && at < end && isOnACase(stored)) {
      for (const event of await histories.opened<DomainEvent>([stored])) {
        const late = await judged(histories, event);
        if (late !== undefined) yield late;
      }
    }
    histories.passed(stored.stream);
  }
}

const isOnACase = ({ stream, metadata }: StoredEvent): boolean =>
  (stream.startsWith('case-') || stream.startsWith('conversation-')) && metadata?.includes('"collaborator"') === true;

const judged = async (histories: Histories, event: Recorded): Promise<LateWrite | undefined> => {
  const asked = actOf(event);
  if (asked === undefined) return undefined;
  const reason = await missingAccess(histories, asked);
  if (reason === undefined) return undefined;
  const { position, id: eventId, type: eventType, recordedAt } = event;
  const { personId, caseId } = asked;
  const ended = await endOfAccess(histories, asked);
  return { position, eventId, eventType, recordedAt, personId, caseId, reason, ended };
};

const actOf = ({ type, data, metadata: { actor }, position, recordedAt }: Recorded): RecordedAct | undefined => {
  if (actor.role !== 'collaborator' || !('caseId' in data)) return undefined;
  const act = asks[type];
  // Only where the event itself is about the person's own entry.
  const through = act !== undefined && 'collaboratorId' in data ? { collaboratorId: data.collaboratorId } : {};
  // A collaborator is a person.
  const personId = actor.id as PersonId;
  return { act: act ?? 'see-case', personId, caseId: data.caseId, ...through, position, recordedAt };
};

const momentOf = (name: string, moment: string | undefined): number | undefined => {
  if (moment === undefined) return undefined;
  const parsed = Date.parse(moment);
  if (Number.isNaN(parsed)) throw new RangeError(`${name} takes a moment such as 2026-03-01T08:00:00Z.`);
  return parsed;
};
