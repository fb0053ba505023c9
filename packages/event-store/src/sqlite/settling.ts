import type { Database } from 'better-sqlite3';

/**
 * Moves what a crash has left in the WAL into the file, before anything is built on it. After a failed sync the operating
 * system may take pages for written that never reached the disk: read back now, they would be lost with the next power
 * failure, and with them all that follows in the WAL. Here they are written, and synced, once more.
 */
export const settle = (db: Database): void => {
  db.pragma('wal_checkpoint(TRUNCATE)');
};
