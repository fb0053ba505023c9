import { isEventStoreError } from '@konsil/event-store';
import { CliError } from '../cli-error.js';

/** Says what to do where a server holds the data folder. */
export const stopFirst = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    const isHeld = isEventStoreError(error, 'locked') || (error instanceof Error && error.name === 'ProjectorTaken');
    if (!isHeld) throw error;
    throw new CliError('A server uses this data folder: stop it first. `konsil parked list` may run beside it.');
  }
};
