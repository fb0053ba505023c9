/** Cases of 24 events each, of which six are messages to be sealed, or none is. */

import { caseStream, conversationStream, type DomainEvent } from '@konsil/domain';
import type { Chapter } from '../history/chapter.js';
import { newCase, newMessage, newOrderNumber, newPatient } from '../history/ids.js';
import { aPractice, type Practice } from '../history/practice.js';

const EVENTS_OF_A_CASE = 24;
const MESSAGES = 6;
const TEXT = 'Bitte den Engstand in der Front noch einmal ansehen; the attachment on 13 looks too flat to me.';

type OfCase = Extract<DomainEvent, { type: 'CaseClosed' }>['data'];

/** An order, then setup after setup. */
const courseOf = (of: OfCase, { practiceId }: Practice, length: number): readonly DomainEvent[] => [
  {
    type: 'OrderSubmitted',
    data: { ...of, orderNumber: newOrderNumber(), kind: 'aligner', practiceId, reviewRule: { rule: 'any' } },
  },
  ...Array.from({ length: length - 1 }, (_, index): DomainEvent => ({
    type: 'SetupReadyForReview',
    data: { ...of, setupVersion: index + 1, occurredAt: '2026-03-01T07:00:00.000Z' },
  })),
];

const messagesOf = (of: OfCase, { entries: [entry] }: Practice): Chapter | undefined =>
  entry === undefined
    ? undefined
    : {
        stream: conversationStream(of.caseId, entry.collaboratorId),
        actor: of.providerId,
        events: Array.from({ length: MESSAGES }, (): DomainEvent => ({
          type: 'MessagePosted',
          data: {
            ...of,
            collaboratorId: entry.collaboratorId,
            messageId: newMessage(),
            authorId: of.providerId,
            side: 'provider',
            text: TEXT,
          },
        })),
      };

/** Without end. `sealed`: the last quarter of each case are messages, each with a text under the patient's key. */
export function* cases(sealed: boolean): Generator<Chapter> {
  const practice = aPractice(0);
  const { providerId } = practice;
  for (;;) {
    const of = { caseId: newCase(), patientId: newPatient(), providerId };
    const length = sealed ? EVENTS_OF_A_CASE - MESSAGES : EVENTS_OF_A_CASE;
    yield { stream: caseStream(of.caseId), actor: providerId, events: courseOf(of, practice, length) };
    const messages = sealed ? messagesOf(of, practice) : undefined;
    if (messages !== undefined) yield messages;
  }
}
