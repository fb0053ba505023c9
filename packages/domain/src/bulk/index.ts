export type * from './events.js';

/** Of the decider, which comes next. */
export type BulkCommand = never;
