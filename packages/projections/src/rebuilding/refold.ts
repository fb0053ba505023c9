/** One read model built anew in a copy of all of them, to where the others stand. */

import type { Codec, EventStore } from '@konsil/event-store';
import { Collecting } from '../engine/collecting.js';
import type { Fold } from '../fold/index.js';
import type { Changes, ReadStore } from '../read-store/index.js';
import { buildReadModels } from './build.js';

export interface RefoldOptions {
  readonly store: EventStore;
  readonly codec: Codec;
  /** The copy, opened for writing. Cut short, it is of no use. */
  readonly readStore: ReadStore;
  readonly fold: Fold;
  /** Told after each transaction: up to where its rows are, of where all will stand. */
  readonly onProgress?: (position: number, of: number) => void;
}

const nothing: Changes = { ...new Collecting().changes(), erases: false, unparked: [], parked: [] };

/**
 * Reads of the log what the fold wants, nothing else. Answers where all rows stand.
 * @throws Error where the read store was opened read-only
 */
export const refold = async ({ store, codec, readStore, fold, onProgress }: RefoldOptions): Promise<number> => {
  const { writer } = readStore;
  if (writer === undefined) throw new Error('A read model is built anew in a read store that was opened for writing.');
  const stood = await writer.checkpoint();
  const last = stood.position;
  await writer.forget(fold);
  const parts = { store, codec, readStore, folds: [fold], last };
  await buildReadModels({ ...parts, onProgress: (position) => onProgress?.(position, last) });
  // The event that proves the rows to be of this log may be none that the fold wants.
  await writer.commit(nothing, stood);
  return last;
};
