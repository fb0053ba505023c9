/** Parked groups as the store keeps them. */

import type { Database } from 'better-sqlite3';
import type { ParkedGroup } from '../read-store.js';

export const parkedIn = (database: Database): readonly ParkedGroup[] =>
  database.prepare<[], ParkedGroup>('SELECT * FROM "parked" ORDER BY "position", "fold", "key"').all();
