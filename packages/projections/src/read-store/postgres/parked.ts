/** Parked groups as the store keeps them. */

import type pg from 'pg';
import type { ParkedGroup } from '../read-store.js';

export const parkedIn = async (pool: pg.Pool): Promise<readonly ParkedGroup[]> =>
  (await pool.query<ParkedGroup>('SELECT * FROM "parked" ORDER BY "position", "fold", "key"')).rows;
