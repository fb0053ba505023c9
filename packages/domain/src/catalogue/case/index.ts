import type { CaseEvent } from '../../case/events/index.js';
import type { Entries } from '../entry.js';
import { orderingEntries } from './ordering.js';
import { producingEntries } from './producing.js';
import { reviewingEntries } from './reviewing.js';
import { sharingEntries } from './sharing.js';

export const caseEntries: Entries<CaseEvent['type']> = {
  ...orderingEntries,
  ...sharingEntries,
  ...reviewingEntries,
  ...producingEntries,
};
