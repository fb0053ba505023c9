/** A writer that does some things in the test's own way, and everything else as the one it stands before. */

import type { ReadStoreWriter } from '../read-store/index.js';

export const standingBefore = (writer: ReadStoreWriter, own: Partial<ReadStoreWriter>): ReadStoreWriter => ({
  checkpoint: () => writer.checkpoint(),
  loadGroups: (fold, keys) => writer.loadGroups(fold, keys),
  lookUpGroup: (fold, table, column, value) => writer.lookUpGroup(fold, table, column, value),
  parked: () => writer.parked(),
  commit: (changes, checkpoint) => writer.commit(changes, checkpoint),
  isBulk: () => writer.isBulk(),
  buildNextIndex: () => writer.buildNextIndex(),
  reset: () => writer.reset(),
  forget: (fold) => writer.forget(fold),
  compact: () => writer.compact(),
  ...own,
});
