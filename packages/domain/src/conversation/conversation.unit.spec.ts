import { describe, expect, it } from '@jest/globals';
import type { Actor } from '../context.js';
import type { CollaboratorId, PersonId } from '../ids.js';
import {
  aCase,
  administrator,
  anna,
  annaId,
  aPatient,
  aRoster,
  type by,
  type CaseBuilder,
  caseId,
  type Collaborator,
  everybody,
  given,
  idOf,
  inConversation as contextOf,
  inDays,
  jonas,
  jonasId,
  luis,
  luisId,
  meiId,
  messageOf,
  NOW,
  patientId,
  pauloId,
  person,
  petraId,
  planWell,
  technician,
} from '../testing/index.js';
import {
  authorOf,
  type ConversationCommand,
  type ConversationContext,
  conversationDecider,
  type ConversationEvent,
  type PostMessage,
} from './index.js';

const shared = aCase().sharedWith(luis).sharedWith(jonas).sharedWith(planWell);
const inConversation = (
  actor: Actor,
  collaborator: Collaborator = luis,
  on: CaseBuilder = shared,
  changes: Parameters<typeof by>[1] = {},
): ConversationContext => contextOf(actor, collaborator, on, changes);
const of = { caseId, patientId, providerId: annaId, collaboratorId: luis.collaboratorId };
const say = (text: string, changes: Partial<PostMessage['data']> = {}): PostMessage => ({
  type: 'PostMessage',
  data: { messageId: messageOf(1), text, ...changes },
});
const fromLuis: ConversationEvent = {
  type: 'MessagePosted',
  data: { ...of, messageId: messageOf(1), authorId: luisId, side: 'collaborator', text: 'Zahn 12?' },
};

describe('posting a message (product.md E)', () => {
  it('is recorded with its author and side, once', () => {
    given(conversationDecider)
      .when(say('Zahn 12?'), inConversation(person(luisId)))
      .then([fromLuis]);
    given(conversationDecider)
      .when(say('Ja.'), inConversation(anna))
      .then([
        {
          type: 'MessagePosted',
          data: { ...of, messageId: messageOf(1), authorId: annaId, side: 'provider', text: 'Ja.' },
        },
      ]);
    given(conversationDecider, [fromLuis])
      .when(say('Zahn 12?'), inConversation(person(luisId)))
      .thenNothing();
    given(conversationDecider, [fromLuis])
      .when(say('Ja.'), inConversation(anna))
      .thenRejected('CONVERSATION.MESSAGE_ID_TAKEN');
  });

  it('has words, and not too many', () => {
    given(conversationDecider).when(say(' \t\n'), inConversation(anna)).thenRejected('CONVERSATION.TEXT_MISSING');
    given(conversationDecider)
      .when(say('x'.repeat(20_001)), inConversation(anna))
      .thenRejected('TEXT.TOO_LONG');
  });

  it('may correct an own message only (E4)', () => {
    const corrects = { messageId: messageOf(2), corrects: messageOf(1) };
    given(conversationDecider, [fromLuis])
      .when(say('Zahn 22!', corrects), inConversation(person(luisId)))
      .then([
        {
          type: 'MessagePosted',
          data: { ...of, ...corrects, authorId: luisId, side: 'collaborator', text: 'Zahn 22!' },
        },
      ]);
    given(conversationDecider, [fromLuis])
      .when(say('Zahn 22!', corrects), inConversation(anna))
      .thenRejected('CONVERSATION.CORRECTED_UNKNOWN');
    given(conversationDecider)
      .when(say('Zahn 22!', corrects), inConversation(person(luisId)))
      .thenRejected('CONVERSATION.CORRECTED_UNKNOWN');
  });

  it('neither corrects the words of an act nor takes their id: they belong to the act', () => {
    const declined = shared.setup().declinedBy(luis);
    const words = messageOf(declined.events.length - 1);
    given(conversationDecider)
      .when(say('Zahn 22!', { corrects: words }), inConversation(person(luisId), luis, declined))
      .thenRejected('CONVERSATION.CORRECTED_UNKNOWN');
    given(conversationDecider)
      .when(say('Zahn 22!', { messageId: words }), inConversation(person(luisId), luis, declined))
      .thenRejected('CONVERSATION.MESSAGE_ID_TAKEN', { messageId: words });
  });

  it('is not written once processing is restricted, or where its text could not be sealed any more (product.md G9)', () => {
    const restricted = { patient: aPatient().restricted(inDays(9000)).build() };
    given(conversationDecider)
      .when(say('?'), inConversation(anna, luis, shared, restricted))
      .thenRejected('CONVERSATION.PROCESSING_RESTRICTED');
    const erased = { patient: aPatient().erased('content').build() };
    given(conversationDecider)
      .when(say('?'), inConversation(anna, luis, shared, erased))
      .thenRejected('PATIENT.ERASED', { class: 'content' });
    given(conversationDecider)
      .when(say('?'), inConversation(person(luisId), luis, shared, erased))
      .thenRejected('ACCESS.NOT_FOUND');
  });

  it('knows every message of a long conversation', () => {
    const count = 700;
    const history = Array.from({ length: count }, (_, n): ConversationEvent => ({
      type: 'MessagePosted',
      data: {
        ...of,
        messageId: messageOf(n),
        authorId: n % 3 === 0 ? annaId : luisId,
        side: n % 3 === 0 ? 'provider' : 'collaborator',
        text: 'Ja.',
      },
    }));
    const state = history.reduce(conversationDecider.evolve, conversationDecider.initial);
    for (let n = 0; n < count; n += 1) {
      expect(authorOf(state, messageOf(n))).toBe(n % 3 === 0 ? annaId : luisId);
    }
    expect(authorOf(state, messageOf(count))).toBeUndefined();
    // Few pages, however long it is.
    expect(state.authors.length).toBeLessThan(8);
  });

  it('is for provider and that collaborator only: others must not know of it', () => {
    given(conversationDecider)
      .when(say('?'), inConversation(person(jonasId)))
      .thenRejected('ACCESS.NOT_FOUND');
    given(conversationDecider)
      .when(say('?'), inConversation(person(petraId)))
      .thenRejected('ACCESS.NOT_FOUND');
    given(conversationDecider).when(say('?'), inConversation(technician)).thenRejected('ACCESS.DENIED');
    const removed = inConversation(person(luisId), luis, shared, { roster: everybody().without(luis).build() });
    given(conversationDecider).when(say('?'), removed).thenRejected('ACCESS.NOT_FOUND');
  });

  it('is open to every member of an organisation', () => {
    for (const planner of [petraId, pauloId]) {
      const context = inConversation(person(planner), planWell);
      const [event] = given(conversationDecider).when(say('!'), context).events;
      if (event?.type !== 'MessagePosted' || event.data.authorId !== planner) throw new Error('Not posted.');
    }
  });

  it('ends with the case, and with the share', () => {
    const archived = inConversation(anna, luis, shared.closed());
    given(conversationDecider).when(say('?'), archived).thenRejected('CASE.ARCHIVED');
    given(conversationDecider)
      .when(say('?'), inConversation(person(luisId), luis, shared.closed()))
      .thenRejected('CASE.ARCHIVED');
    given(conversationDecider)
      .when(say('?'), inConversation(anna, luis, shared.unsharedFrom(luis)))
      .thenRejected('CASE.NOT_SHARED');
    given(conversationDecider)
      .when(say('?'), inConversation(anna, luis, shared, { roster: everybody().without(luis).build() }))
      .thenRejected('CASE.NOT_SHARED');
    const untilNow = aCase().sharedWith(luis, { ends: { on: 'date', at: NOW } });
    given(conversationDecider)
      .when(say('?'), inConversation(anna, luis, untilNow))
      .thenRejected('CASE.NOT_SHARED');
    const justBefore = { now: inDays(-1) };
    expect(
      given(conversationDecider).when(say('?'), inConversation(anna, luis, untilNow, justBefore)).events,
    ).toHaveLength(1);
  });
});

describe('every command of a conversation', () => {
  const commands: readonly ConversationCommand[] = [
    say('?'),
    { type: 'MarkMessagesRead', data: { upTo: 7 } },
    { type: 'RecordTranslation', data: { messageId: messageOf(1), language: 'de', engine: 'engine/1', text: 'Ja.' } },
  ];

  it.each(commands)('$type is of the two who speak there alone', (command) => {
    const rule: Actor = { kind: 'policy', name: 'policy:any' };
    const talked = given(conversationDecider, [fromLuis]);
    const otherProvider = { ...person(meiId), isProvider: true };
    for (const actor of [otherProvider, person(jonasId), administrator, rule, { kind: 'setup' } as const]) {
      talked.when(command, inConversation(actor)).thenRejected('ACCESS.NOT_FOUND');
    }
    talked.when(command, inConversation(technician)).thenRejected('ACCESS.DENIED', { reason: 'not-permitted' });
    talked.when(command, { ...inConversation(anna), case: { status: 'none' } }).thenRejected('ACCESS.NOT_FOUND');
    for (const roster of [everybody().paused(luis), everybody().without(luis), aRoster().invited(luis)]) {
      const context = inConversation(person(luisId), luis, shared, { roster: roster.build() });
      talked.when(command, context).thenRejected('ACCESS.NOT_FOUND');
    }
  });
});

describe('reading up to a position (product.md E2)', () => {
  const read = (upTo: number) => ({ type: 'MarkMessagesRead', data: { upTo } }) as const;
  const readByAnna: ConversationEvent = { type: 'MessagesRead', data: { ...of, readerId: annaId, upTo: 7 } };

  it('is recorded per person and never moves back', () => {
    given(conversationDecider, [fromLuis]).when(read(7), inConversation(anna)).then([readByAnna]);
    given(conversationDecider, [readByAnna]).when(read(7), inConversation(anna)).thenNothing();
    given(conversationDecider, [readByAnna]).when(read(3), inConversation(anna)).thenNothing();
    given(conversationDecider, [readByAnna])
      .when(read(3), inConversation(person(luisId)))
      .then([{ type: 'MessagesRead', data: { ...of, readerId: luisId, upTo: 3 } }]);
  });

  it('is each member’s own, of an organisation (B8)', () => {
    const markOf = (readerId: PersonId): ConversationEvent => ({
      type: 'MessagesRead',
      data: { ...of, collaboratorId: planWell.collaboratorId, readerId, upTo: 7 },
    });
    given(conversationDecider, [markOf(petraId)])
      .when(read(7), inConversation(person(petraId), planWell))
      .thenNothing();
    given(conversationDecider, [markOf(petraId)])
      .when(read(7), inConversation(person(pauloId), planWell))
      .then([markOf(pauloId)]);
  });

  it('keeps the furthest mark, also where an earlier one was recorded later', () => {
    const earlier: ConversationEvent = { type: 'MessagesRead', data: { ...of, readerId: annaId, upTo: 3 } };
    given(conversationDecider, [readByAnna, earlier]).when(read(5), inConversation(anna)).thenNothing();
  });

  it('works on archived cases, and not for others', () => {
    given(conversationDecider)
      .when(read(7), inConversation(anna, luis, shared.closed()))
      .then([readByAnna]);
    given(conversationDecider)
      .when(read(7), inConversation(person(jonasId)))
      .thenRejected('ACCESS.NOT_FOUND');
  });

  it('works after the share has ended, and not where there never was one', () => {
    given(conversationDecider)
      .when(read(7), inConversation(anna, luis, shared.unsharedFrom(luis)))
      .then([readByAnna]);
    given(conversationDecider)
      .when(read(7), inConversation(anna, luis, aCase().sharedWith(jonas)))
      .thenRejected('CASE.NOT_SHARED');
    const nobody = { ...luis, collaboratorId: idOf(999) as CollaboratorId };
    given(conversationDecider).when(read(7), inConversation(anna, nobody)).thenRejected('CASE.NOT_SHARED');
    given(conversationDecider).when(say('?'), inConversation(anna, nobody)).thenRejected('CASE.NOT_SHARED');
    const strangers = aCase().sharedWith(nobody);
    given(conversationDecider)
      .when(read(7), inConversation(anna, nobody, strangers))
      .thenRejected('CASE.NOT_SHARED');
  });

  it('needs a position', () => {
    for (const upTo of [-1, 0.5, Number.NaN, Infinity]) {
      given(conversationDecider).when(read(upTo), inConversation(anna)).thenRejected('CONVERSATION.POSITION_INVALID');
    }
  });
});
