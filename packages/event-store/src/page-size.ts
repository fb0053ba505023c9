/** How many events a message of a subscription holds at the most; the same on every store. */

import { EventStoreError } from './errors.js';
import type { SubscribeOptions } from './port.js';

export const DEFAULT_PAGE_SIZE = 500;

/** @throws EventStoreError `invalid-append` for a page that would hold no event */
export const pageSizeOf = ({ pageSize = DEFAULT_PAGE_SIZE }: Pick<SubscribeOptions, 'pageSize'>): number => {
  if (pageSize >= 1) return pageSize;
  throw new EventStoreError('invalid-append', 'A page holds at least one event.');
};
