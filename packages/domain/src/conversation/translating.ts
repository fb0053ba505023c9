/** A message in another language; the original always stays beside it. Rules: product.md E3, C6, G9. */

import { type Allowed, demandAllowed, demandEverShared, ofCase } from '../case/allowed.js';
import type { SubmittedCase } from '../case/state.js';
import type { CollaboratorId, MessageId } from '../ids.js';
import type { Command } from '../decider.js';
import { DomainError } from '../errors.js';
import { demandText, isTextVersion } from '../text.js';
import type { ConversationContext } from './context.js';
import { demandDisclosable } from './disclosing.js';
import type { ConversationEvent } from './events.js';
import { authorOf, type ConversationState, translationsOf } from './state.js';

export interface TranslationAsked {
  /** A message of the conversation, or the words of an act that stand in it. */
  readonly messageId: MessageId;
  /** As BCP 47: `de`, `pt-br`; stored in its canonical form. */
  readonly language: string;
  /** Name and version of the engine, written like a text's version: `libretranslate/1.6`. */
  readonly engine: string;
}

export type RecordTranslation = Command<'RecordTranslation', TranslationAsked & { readonly text: string }>;

export interface Translatable extends Pick<Allowed, 'on' | 'person'> {
  /** In its canonical form. */
  readonly language: string;
  /** This engine's translation into the language is recorded: nothing has to be sent again. */
  readonly translated: boolean;
}

/**
 * Whether a text may be sent to an engine now. To be asked before it is sent, since sending is the disclosure.
 * By the provider or the collaborator of the conversation, also on archived cases and after the share has ended.
 * @throws DomainError `ACCESS.NOT_FOUND`, `ACCESS.DENIED`, `CASE.NOT_SHARED`; `CONVERSATION.TRANSLATION_NOT_ALLOWED` where
 * the provider has not switched it on, `CONVERSATION.PROCESSING_RESTRICTED` and `PATIENT.ERASED` where the patient's data are
 * disclosed to nobody any more, `CONVERSATION.MESSAGE_UNKNOWN`, `CONVERSATION.LANGUAGE_INVALID`, `CONVERSATION.ENGINE_INVALID`.
 */
export const demandTranslatable = (
  { messageId, language: asked, engine }: TranslationAsked,
  state: ConversationState,
  context: ConversationContext,
): Translatable => {
  const { collaboratorId, roster, patient } = context;
  const { on, person } = demandAllowed('translate-message', context.case, context, collaboratorId);
  demandEverShared(on, context, collaboratorId);
  if (!roster.translationAllowed) {
    throw new DomainError('CONVERSATION.TRANSLATION_NOT_ALLOWED', 'The provider has not switched translation on.');
  }
  demandDisclosable(patient);
  if (authorOf(state, messageId) === undefined && !standsHere(on, messageId, collaboratorId)) {
    throw new DomainError('CONVERSATION.MESSAGE_UNKNOWN', 'This conversation has no such message.', { messageId });
  }
  const language = demandLanguage(asked);
  if (!isTextVersion(engine)) {
    throw new DomainError('CONVERSATION.ENGINE_INVALID', 'An engine is named like libretranslate/1.6.');
  }
  const translated = translationsOf(state, messageId).some(
    (known) => known.language === language && known.engine === engine,
  );
  return { on, person, language, translated };
};

/** What an engine answered. The same message, language and engine again records nothing. */
export const recordTranslation = (
  { data: { messageId, language: asked, engine, text } }: RecordTranslation,
  state: ConversationState,
  context: ConversationContext,
): readonly ConversationEvent[] => {
  const { on, person, language, translated } = demandTranslatable(
    { messageId, language: asked, engine },
    state,
    context,
  );
  if (translated) return [];
  demandText(text, 'CONVERSATION.TRANSLATION_MISSING', 'A translation has words.');
  const { collaboratorId } = context;
  const { personId } = person;
  const data = { ...ofCase(on), collaboratorId, messageId, language, engine, text, personId };
  return [{ type: 'MessageTranslated', data }];
};

/** Words of an act stand in one conversation or in every one (C6). */
const standsHere = ({ words }: SubmittedCase, messageId: MessageId, collaboratorId: CollaboratorId): boolean => {
  const where = words[messageId]?.in;
  return where === 'everyone' || where === collaboratorId;
};

/** Language, script and region. No more: variants and extensions could carry any text into the log, unsealed and for ever. */
const SHAPE = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/;

/** The canonical form. */
const demandLanguage = (asked: string): string => {
  const language = canonical(asked);
  if (language === undefined || !SHAPE.test(language)) {
    throw new DomainError('CONVERSATION.LANGUAGE_INVALID', 'A language is written like de or pt-BR.');
  }
  return language;
};

const canonical = (asked: string): string | undefined => {
  try {
    return Intl.getCanonicalLocales(asked)[0];
  } catch {
    return undefined;
  }
};
