/** Builds all read models beside those that are served and tells which rows differ; drops what it has built. */

import type { Comparison, Difference } from '@konsil/projections';
import type { FoldingConfig } from '../projector/folding.js';
import { comparedPlace } from './compared.js';
import { buildInto, type OnProgress, withLog } from './rebuild.js';
import { refusalOf } from './refused.js';

export interface Compared {
  /** Position as of which both were compared. */
  readonly position: number;
  readonly differences: readonly Difference[];
}

/**
 * May run beside the server: what is served is compared as it was when this began.
 * @throws RebuildRefused where there are no read models yet
 */
export const compareReadModels = async (config: FoldingConfig, onProgress: OnProgress): Promise<Compared> => {
  const place = comparedPlace(config);
  // What a comparison that was cut short has left is no beginning: it may be of another program.
  await place.remove();
  try {
    // The tables have to be there before the comparison looks at them.
    const readStore = await place.open();
    try {
      return await compareWith(await place.compare(), (position) =>
        withLog(config, (log) => buildInto(log, readStore, position, onProgress)),
      );
    } finally {
      await readStore.close();
    }
  } catch (error) {
    throw refusalOf(error);
  } finally {
    await place.remove();
  }
};

const compareWith = async (
  comparison: Comparison,
  build: (position: number) => Promise<unknown>,
): Promise<Compared> => {
  try {
    const { position } = comparison;
    await build(position);
    return { position, differences: await comparison.differences() };
  } finally {
    await comparison.close();
  }
};
