import type { OrderingEvent } from '../../case/events/index.js';
import type { Entries } from '../entry.js';
import { annasPractice, ofCase, orderNumber } from '../exampleIds.js';
import { shared } from './shared.js';

export const orderingEntries: Entries<OrderingEvent['type']> = {
  OrderSubmitted: {
    ...shared,
    recorded: 'a provider submits the order that starts a case',
    by: ['provider'],
    personal: {},
    purpose: 'treatment of the patient',
    example: { ...ofCase, orderNumber, kind: 'aligner', practiceId: annasPractice, reviewRule: { rule: 'any' } },
  },
};
