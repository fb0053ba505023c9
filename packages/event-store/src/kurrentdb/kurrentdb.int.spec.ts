/** The store on the real client: against the stand-in by both append paths, and against a real server where one is named. */

import { eventStoreContract } from '../testing/contract.js';
import { startStandIn } from '../testing/stand-in/index.js';
import { connectKurrentEventStore } from './index.js';

for (const [path, batchAppend] of [
  ['batch appends', true],
  ['unary appends', false],
] as const) {
  eventStoreContract(`The KurrentDB store with ${path}`, async () => {
    const standIn = await startStandIn({ batchAppend });
    const store = await connectKurrentEventStore({ connectionString: standIn.connectionString, lookAfterMs: 100 });
    return {
      store,
      close: async () => {
        await store.close();
        await standIn.stop();
      },
    };
  });
}

const connectionString = process.env['KONSIL_TEST_KURRENTDB'];
if (connectionString !== undefined && connectionString !== '') {
  eventStoreContract('The KurrentDB store with a real server', async () => {
    const store = await connectKurrentEventStore({ connectionString });
    return { store, close: () => store.close() };
  });
}
