export { applyLedger, erasuresMissingIn } from './erasing-again.js';
export { BackupError, type BackupErrorCode } from './errors.js';
export { type Backup, layOut, openBackup } from './laying-out.js';
export { type BackupRequest, type CopyProgress, makeBackup } from './making.js';
export type { BackedUpFile, LogEnd, Manifest } from './manifest.js';
export { makeWholeFolder } from './whole-folder.js';
