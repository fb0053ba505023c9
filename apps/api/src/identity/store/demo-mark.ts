/** Whether a data folder holds sample data. The mark is set on a fresh folder and never on one that people use. */

import type { IdentityDatabase } from './database.js';

/** A name among the secrets of the folder. */
export const DEMO_MARK = 'demo-data';

export const isDemoData = (database: IdentityDatabase): boolean =>
  database.prepare('SELECT 1 FROM secrets WHERE name = ?').get(DEMO_MARK) !== undefined;

/** @throws Error where somebody has a password already and the mark is not there. */
export const markAsDemoData = (database: IdentityDatabase): void => {
  if (isDemoData(database)) return;
  if (database.prepare('SELECT 1 FROM passwords LIMIT 1').get() !== undefined)
    throw new Error('This data folder is in real use and can not be marked as sample data (KONSIL_DEMO, KONSIL_DATA).');
  database.prepare('INSERT INTO secrets (name, value) VALUES (?, ?)').run(DEMO_MARK, Buffer.from('1'));
};
