export type * from './context.js';
export * from './decider.js';
export type * from './events.js';
export type { MarkMessagesRead, PostMessage } from './messaging.js';
export * from './state.js';
export { demandTranslatable, type RecordTranslation, type Translatable, type TranslationAsked } from './translating.js';
