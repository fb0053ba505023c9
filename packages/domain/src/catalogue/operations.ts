import type { OperationsEvent } from '../operations/events.js';
import type { Entries } from './entry.js';
import { patient } from './exampleIds.js';

export const operationsEntries: Entries<OperationsEvent['type']> = {
  GroupSkipped: {
    category: 'operations',
    version: 1,
    retention: 'account',
    personal: {},
    recorded:
      'an operator lets a parked group of a projection go on without the event that could not be folded; every projection ' +
      'and every rebuild leaves the event out for this group from then on',
    by: ['administrator'],
    purpose: 'what the rows do not show although the log holds it, who decided so, and why',
    example: { projection: 'patients', group: patient, position: 4711, reason: 'event-unknown' },
  },
};
