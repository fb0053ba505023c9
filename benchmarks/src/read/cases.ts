/** A log of many cases at once: each takes its turn again and again, so that what belongs together stands far apart. */

import { randomUUID } from 'node:crypto';
import { caseStream, conversationStream, type DomainEvent } from '@konsil/domain';
import type { Codec, EventStore } from '@konsil/event-store';
import { newCase, newMessage, newOrderNumber, newPatient } from '../history/ids.js';
import { aPractice, type Chapter } from '../history/practice.js';
import { BASIS, TEXT } from '../history/treatment.js';

/** Cases that are under way at the same time. */
const AT_ONCE = 2_000;
/** Of a case: each turn has four events, one of which may be a message. */
const TURNS = 6;
const EVENTS_PER_TURN = 4;

/** What one turn of a case appends. */
type Turn = readonly Chapter[];

/** The turns of one case. With `messages` a quarter of its events is sealed, without none. */
const aCase = (messages: boolean): readonly Turn[] => {
  const { providerId, practiceId, entries } = aPractice(0);
  const of = { caseId: newCase(), patientId: newPatient(), providerId };
  const shares = entries.map(({ collaboratorId, personId, kind }): DomainEvent => {
    const recipient = { collaboratorId, recipientId: personId, recipientKind: kind };
    return {
      type: 'CaseShared',
      data: { ...of, ...recipient, purpose: 'treatment', basis: BASIS, pseudonymised: false },
    };
  });
  const submitted: DomainEvent = {
    type: 'OrderSubmitted',
    data: { ...of, orderNumber: newOrderNumber(), kind: 'aligner', practiceId, reviewRule: { rule: 'any' } },
  };
  const reviews = Array.from({ length: TURNS * EVENTS_PER_TURN }, (_, index): DomainEvent => ({
    type: 'SetupReadyForReview',
    data: { ...of, setupVersion: index + 1, occurredAt: '2026-03-01T07:00:00.000Z' },
  }));
  const plain = [submitted, ...shares, ...reviews];
  const next = (count: number): readonly DomainEvent[] => plain.splice(0, count);
  const partner = entries[0];
  return Array.from({ length: TURNS }, (): Turn => {
    const own = { stream: caseStream(of.caseId), actor: providerId };
    if (!messages || partner === undefined) return [{ ...own, events: next(EVENTS_PER_TURN) }];
    const { collaboratorId } = partner;
    const posted: DomainEvent = {
      type: 'MessagePosted',
      data: { ...of, collaboratorId, messageId: newMessage(), authorId: providerId, side: 'provider', text: TEXT },
    };
    return [
      { ...own, events: next(EVENTS_PER_TURN - 1) },
      { stream: conversationStream(of.caseId, collaboratorId), actor: providerId, events: [posted] },
    ];
  });
};

const append = async (store: EventStore, codec: Codec, { stream, actor, events }: Chapter, before: number) => {
  const commandId = randomUUID();
  const metadata = {
    actor: { id: actor, role: 'provider' },
    causationId: commandId,
    commandId,
    correlationId: commandId,
  };
  const encoded = await codec.encode(
    events.map(({ type, data }) => ({ id: randomUUID(), type, data: { ...data }, metadata })),
    { stream, firstRevision: before, time: new Date().toISOString() },
  );
  await store.append({ stream, expected: before === 0 ? 'no-stream' : before - 1, events: encoded });
};

/** Writes until the log holds at least as many events as asked for; answers how many it holds. */
export const writeCases = async (
  store: EventStore,
  codec: Codec,
  atLeast: number,
  { messages }: { readonly messages: boolean },
): Promise<number> => {
  let written = 0;
  while (written < atLeast) {
    const wanted = Math.ceil((atLeast - written) / (TURNS * EVENTS_PER_TURN));
    const cases = Array.from({ length: Math.min(AT_ONCE, wanted) }, () => aCase(messages));
    for (let turn = 0; turn < TURNS; turn += 1) {
      const chapters = cases.flatMap((turns) => turns[turn] ?? []);
      await Promise.all(chapters.map((chapter) => append(store, codec, chapter, turn * chapter.events.length)));
      written += chapters.reduce((sum, { events }) => sum + events.length, 0);
    }
  }
  return written;
};
