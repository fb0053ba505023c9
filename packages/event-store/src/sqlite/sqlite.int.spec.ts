import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStoreContract } from '../testing/contract.js';
import { openSqliteEventStore } from './open.js';

eventStoreContract('The SQLite store', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'konsil-log-'));
  const store = await openSqliteEventStore({ folder, checkpoints: 'in-process' });
  return {
    store,
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
});
