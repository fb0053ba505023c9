import { describe, expect, it } from '@jest/globals';
import type { Actor } from '../context.js';
import { fold } from '../decider.js';
import type { MessageId } from '../ids.js';
import {
  aCase,
  administrator,
  anna,
  annaId,
  aPatient,
  by,
  type CaseBuilder,
  caseId,
  type Collaborator,
  everybody,
  given,
  inDays,
  jonas,
  jonasId,
  luis,
  luisId,
  messageOf,
  patientId,
  person,
  petraId,
  planWell,
  technician,
} from '../testing/index.js';
import {
  type ConversationContext,
  conversationDecider,
  type ConversationEvent,
  demandTranslatable,
  type RecordTranslation,
  translationsOf,
} from './index.js';

const rule: Actor = { kind: 'policy', name: 'policy:any' };
const allowing = everybody().and({ type: 'TranslationAllowed', data: { providerId: annaId, allowed: true } });
const shared = aCase().sharedWith(luis).sharedWith(jonas).sharedWith(planWell).setup();
const inConversation = (
  actor: Actor = anna,
  on: CaseBuilder = shared,
  changes: Parameters<typeof by>[1] = {},
  { collaboratorId }: Collaborator = luis,
): ConversationContext => ({
  ...by(actor, { roster: allowing.build(), ...changes }),
  case: on.build(),
  collaboratorId,
});
const of = { caseId, patientId, providerId: annaId, collaboratorId: luis.collaboratorId };
const fromLuis: ConversationEvent = {
  type: 'MessagePosted',
  data: { ...of, messageId: messageOf(1), authorId: luisId, side: 'collaborator', text: '¿Diente 12?' },
};
const record = (changes: Partial<RecordTranslation['data']> = {}): RecordTranslation => ({
  type: 'RecordTranslation',
  data: { messageId: messageOf(1), language: 'de', engine: 'libretranslate/1.6', text: 'Zahn 12?', ...changes },
});
const translated = (changes: Partial<RecordTranslation['data']> = {}, personId = annaId): ConversationEvent => ({
  type: 'MessageTranslated',
  data: { ...of, ...record(changes).data, personId },
});
const talked = given(conversationDecider, [fromLuis]);
const known = given(conversationDecider, [fromLuis, translated()]);

describe('translating a message (product.md E3)', () => {
  it('is recorded with language, engine and who asked, by either side', () => {
    talked.when(record(), inConversation()).then([translated()]);
    talked.when(record(), inConversation(person(luisId))).then([translated({}, luisId)]);
  });

  it('is recorded once for each message, language and engine, whoever asks', () => {
    known.when(record(), inConversation()).thenNothing();
    known.when(record({ text: 'Zahn zwölf?' }), inConversation(person(luisId))).thenNothing();
    known.when(record({ language: 'DE' }), inConversation()).thenNothing();
    for (const other of [{ language: 'pt-BR' }, { engine: 'libretranslate/1.7' }]) {
      known.when(record(other), inConversation()).then([translated(other)]);
    }
  });

  it('keeps which translations there are, not their texts', () => {
    const state = fold(conversationDecider.evolve, conversationDecider.initial, [
      fromLuis,
      translated(),
      translated({ language: 'en' }),
    ]);
    expect(translationsOf(state, messageOf(1))).toEqual([
      { language: 'de', engine: 'libretranslate/1.6' },
      { language: 'en', engine: 'libretranslate/1.6' },
    ]);
    expect(translationsOf(state, messageOf(2))).toEqual([]);
    expect(JSON.stringify(state)).not.toContain('Zahn');
  });

  it('stores the language in its canonical form', () => {
    talked.when(record({ language: 'pt-br' }), inConversation()).then([translated({ language: 'pt-BR' })]);
    talked.when(record({ language: 'zh-hant-tw' }), inConversation()).then([translated({ language: 'zh-Hant-TW' })]);
  });

  it('takes the words of an act that stand in this conversation (C6)', () => {
    const words = (on: CaseBuilder): MessageId => messageOf(on.events.length - 1);
    const takes = (on: CaseBuilder): void => {
      const messageId = words(on);
      given(conversationDecider)
        .when(record({ messageId }), inConversation(anna, on))
        .then([translated({ messageId })]);
    };
    takes(shared.declinedBy(luis));
    takes(shared.declined());
    takes(shared.sentBackTo(luis));
    const toJonas = shared.sentBackTo(jonas);
    given(conversationDecider)
      .when(record({ messageId: words(toJonas) }), inConversation(anna, toJonas))
      .thenRejected('CONVERSATION.MESSAGE_UNKNOWN');
  });

  it('works on archived cases, and after the share has ended', () => {
    talked.when(record(), inConversation(anna, shared.closed())).then([translated()]);
    talked.when(record(), inConversation(person(luisId), shared.closed())).then([translated({}, luisId)]);
    talked.when(record(), inConversation(anna, shared.unsharedFrom(luis))).then([translated()]);
  });

  it.each<[string, Partial<RecordTranslation['data']>, string]>([
    ['of what was never written', { messageId: messageOf(9) }, 'CONVERSATION.MESSAGE_UNKNOWN'],
    ['of what only looks like words', { messageId: 'toString' as MessageId }, 'CONVERSATION.MESSAGE_UNKNOWN'],
    ['into no language', { language: '' }, 'CONVERSATION.LANGUAGE_INVALID'],
    ['into a name', { language: 'deutsch' }, 'CONVERSATION.LANGUAGE_INVALID'],
    ['into a malformed one', { language: 'de_DE' }, 'CONVERSATION.LANGUAGE_INVALID'],
    ['into one that carries more', { language: 'de-x-sommer' }, 'CONVERSATION.LANGUAGE_INVALID'],
    ['into one with a variant', { language: 'de-sommer' }, 'CONVERSATION.LANGUAGE_INVALID'],
    ['by no engine', { engine: '' }, 'CONVERSATION.ENGINE_INVALID'],
    ['by a sentence', { engine: 'the best engine' }, 'CONVERSATION.ENGINE_INVALID'],
    ['without words', { text: ' ' }, 'CONVERSATION.TRANSLATION_MISSING'],
    ['with too many', { text: 'x'.repeat(20_001) }, 'TEXT.TOO_LONG'],
  ])('is refused %s', (_sentence, changes, code) => talked.when(record(changes), inConversation()).thenRejected(code));

  it('needs that the provider switched it on', () => {
    const never = { roster: everybody().build() };
    talked.when(record(), inConversation(anna, shared, never)).thenRejected('CONVERSATION.TRANSLATION_NOT_ALLOWED');
    const off = allowing.and({ type: 'TranslationAllowed', data: { providerId: annaId, allowed: false } });
    talked
      .when(record(), inConversation(person(luisId), shared, { roster: off.build() }))
      .thenRejected('CONVERSATION.TRANSLATION_NOT_ALLOWED');
  });

  it('ends with a restriction and with erasure: it would give the text to others (product.md G9)', () => {
    const restricted = { patient: aPatient().restricted(inDays(9000)).build() };
    talked.when(record(), inConversation(anna, shared, restricted)).thenRejected('CONVERSATION.PROCESSING_RESTRICTED');
    talked.when(record(), inConversation(person(luisId), shared, restricted)).thenRejected('ACCESS.NOT_FOUND');
    const erased = { patient: aPatient().erased('content').build() };
    talked.when(record(), inConversation(anna, shared, erased)).thenRejected('PATIENT.ERASED', { class: 'content' });
  });

  it('is for provider and that collaborator only', () => {
    for (const stranger of [person(jonasId), person(petraId), administrator, rule]) {
      talked.when(record(), inConversation(stranger)).thenRejected('ACCESS.NOT_FOUND');
    }
    talked.when(record(), inConversation(technician)).thenRejected('ACCESS.DENIED');
    talked.when(record(), inConversation(anna, aCase().sharedWith(jonas))).thenRejected('CASE.NOT_SHARED');
    const toPlanners = inConversation(person(petraId), shared, {}, planWell);
    const collaboratorId = planWell.collaboratorId;
    const message = { ...fromLuis, data: { ...fromLuis.data, collaboratorId } } as ConversationEvent;
    expect(given(conversationDecider, [message]).when(record(), toPlanners).events).toMatchObject([
      { type: 'MessageTranslated', data: { collaboratorId, personId: petraId } },
    ]);
  });
});

describe('asking before a text is sent', () => {
  const asked = { messageId: messageOf(1), language: 'pt-br', engine: 'libretranslate/1.6' };

  it('says in which language, and whether the answer is there already', () => {
    expect(demandTranslatable(asked, talked.state, inConversation())).toMatchObject({
      language: 'pt-BR',
      translated: false,
      person: { personId: annaId },
    });
    expect(demandTranslatable({ ...asked, language: 'de' }, known.state, inConversation())).toMatchObject({
      translated: true,
    });
  });

  it('refuses what could not be recorded', () => {
    const ask = (context: ConversationContext) => () => demandTranslatable(asked, talked.state, context);
    const off = inConversation(anna, shared, { roster: everybody().build() });
    expect(ask(off)).toThrow(expect.objectContaining({ code: 'CONVERSATION.TRANSLATION_NOT_ALLOWED' }));
    expect(ask(inConversation(person(jonasId)))).toThrow(expect.objectContaining({ code: 'ACCESS.NOT_FOUND' }));
  });
});
