/** What a disk refuses, in words for whoever has to look at it. By code: `instanceof` fails across module contexts. */

const FULL: ReadonlySet<string> = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT']);
/** `SQLITE_IOERR_FSYNC` and its kind, a file that can't be opened or written, and what Node says of its own files. */
const FAILED = /^(SQLITE_IOERR|SQLITE_CANTOPEN|SQLITE_READONLY|EIO$|EROFS$)/;

/**
 * `the disk is full (SQLITE_FULL)`, `the disk failed (EIO: i/o error, open '/data/kek')`; undefined where the error is not
 * one of a disk.
 */
export const diskFailure = (error: unknown): string | undefined => {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, syscall, message } = error as { code?: unknown; syscall?: unknown; message?: unknown };
  if (typeof code !== 'string') return undefined;
  // Node's own words name the file, those of SQLite say less than their code.
  const said = typeof syscall === 'string' && typeof message === 'string' ? message : code;
  if (FULL.has(code)) return `the disk is full (${said})`;
  return FAILED.test(code) ? `the disk failed (${said})` : undefined;
};
