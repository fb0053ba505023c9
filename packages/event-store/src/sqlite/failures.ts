/** What SQLite reports, in the words of the log. By code: `instanceof` fails across module contexts. */

import { diskFailure } from '../disk-failure.js';
import { EventStoreError, isEventStoreError, type EventStoreErrorCode } from '../errors.js';

/** `SQLITE_BUSY`, `SQLITE_IOERR_FSYNC`, …; undefined for other errors. */
export const sqliteCodeOf = (error: unknown): string | undefined => {
  const code = typeof error === 'object' && error !== null ? (error as { code?: unknown }).code : undefined;
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : undefined;
};

export const isBusy = (error: unknown): boolean => sqliteCodeOf(error)?.startsWith('SQLITE_BUSY') ?? false;

const isCorruption = (code: string): boolean => code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';

/** An error of SQLite as one of the log's; `otherwise` where the file is not known to be damaged. */
export const asEventStoreError = (error: unknown, otherwise: EventStoreErrorCode): EventStoreError => {
  if (isEventStoreError(error)) return error;
  const code = sqliteCodeOf(error) ?? 'no SQLite error';
  return isCorruption(code)
    ? new EventStoreError('damaged', `The log can't be read (${code}).`, {}, { cause: error })
    : new EventStoreError(otherwise, `The log failed: ${wordsFor(error)}.`, {}, { cause: error });
};

/** Why a read or write failed: what the disk refused, or whatever else SQLite says. */
export const wordsFor = (error: unknown): string => diskFailure(error) ?? sqliteCodeOf(error) ?? 'no error of the disk';

/** Runs what touches the files of the log; whatever SQLite or the disk throws comes out as an error of the log. */
export const reading = <T>(read: () => T): T => {
  try {
    return read();
  } catch (error) {
    throw asEventStoreError(error, 'unavailable');
  }
};
