export type * from './answers.js';
export { lateWrites } from './late-writes.js';
