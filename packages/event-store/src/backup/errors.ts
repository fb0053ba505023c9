/** Why a backup is not made or not restored; test on `code`. Nothing has changed then. */

export type BackupErrorCode =
  /** The folder has no log or no keys. */
  | 'nothing-there'
  /** Where the new folder belongs, something is already. */
  | 'occupied'
  /** The new folder would be a mount point, which no folder can take the place of. */
  | 'mount-point'
  /** A file can't be read or written, as on a full disk. */
  | 'not-copied'
  /** No backup: the manifest is missing, which is written last. */
  | 'no-backup'
  /** A manifest that this program does not understand. */
  | 'unknown-manifest'
  /** A file of the backup is missing or not what was written. */
  | 'changed'
  /** The erasure ledger holds a line that is no erasure. */
  | 'damaged-ledger';

export class BackupError extends Error {
  override readonly name = 'BackupError';

  constructor(
    readonly code: BackupErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
