import { eventStoreContract } from '../testing/contract.js';
import { openMemoryEventStore } from './open.js';

eventStoreContract('The memory store', async () => {
  const store = openMemoryEventStore();
  return { store, close: () => store.close() };
});
