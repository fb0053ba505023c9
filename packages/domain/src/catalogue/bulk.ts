import type { BulkEvent } from '../bulk/events.js';
import type { Entries } from './entry.js';

export const bulkEntries: Entries<BulkEvent['type']> = {};
