export type * from './answers.js';
export type * from './bulk/index.js';
export { createQueries } from './create.js';
export { checkedLimit } from './lists/cursor.js';
export type * from './queries.js';
export * from './questions.js';
export * from './reactions.js';
export * from './vocabulary.js';
export type * from './work/index.js';
