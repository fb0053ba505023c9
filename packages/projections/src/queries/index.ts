export type * from './answers.js';
export type * from './queries.js';
export * from './questions.js';
export * from './vocabulary.js';
