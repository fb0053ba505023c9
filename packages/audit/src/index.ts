export type * from './entries/answers.js';
