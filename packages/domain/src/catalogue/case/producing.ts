import type { ProducingEvent } from '../../case/events/index.js';
import type { Entries } from '../entry.js';
import { ofCase } from '../exampleIds.js';
import { shared } from './shared.js';

export const producingEntries: Entries<ProducingEvent['type']> = {
  CaseClosed: {
    ...shared,
    recorded: 'the provider closes the case; it takes no messages and no verdicts any more',
    by: ['provider'],
    personal: {},
    purpose: 'end of treatment, from which the duty to keep runs',
    example: ofCase,
  },
};
