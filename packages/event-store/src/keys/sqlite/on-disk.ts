import { diskFailure } from '../../disk-failure.js';
import { KeyError } from '../key-ring.js';

/** Runs what touches `keys.db` or the files beside it: what a disk refuses comes out as `unavailable`. */
export const onDisk = <T>(work: () => T): T => {
  try {
    return work();
  } catch (cause) {
    const words = diskFailure(cause);
    if (words === undefined) throw cause;
    throw new KeyError('unavailable', `The keys can't be read or written: ${words}.`, {}, { cause });
  }
};
