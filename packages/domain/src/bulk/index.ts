export type * from './context.js';
export * from './decider.js';
export type * from './events.js';
export * from './previewing.js';
export {
  CASES_PER_EVENT,
  CASES_PER_REPORT,
  type CompleteBulkSharing,
  type HandleBulkCases,
  type HandledCase,
  MOST_BULK_CASES,
  type StartBulkSharing,
} from './sharing.js';
export {
  type BulkState,
  type BulkTerms,
  type BulkUndo,
  countsOf,
  evolveBulk,
  noBulk,
  type StartedBulk,
  termsOf,
  undoCountsOf,
} from './state.js';
export type { FinishBulkUndo, RestoreBulkCases, RestoredCase, UndoBulkSharing } from './undoing.js';
