/** What is recorded about one case, by topic. Names and shapes are a stored format for ever. Rules: product.md C, D. */

import type { OrderingEvent } from './ordering.js';
import type { ProducingEvent } from './producing.js';
import type { ReviewingEvent } from './reviewing.js';
import type { SharingEvent } from './sharing.js';

export type CaseEvent = OrderingEvent | SharingEvent | ReviewingEvent | ProducingEvent;

export type { Charge, OrderingEvent, ReplacementCause } from './ordering.js';
export type { ProducingEvent, RecordItem } from './producing.js';
export type { ReviewingEvent } from './reviewing.js';
export type * from './shared.js';
export type { SharingCause, SharingEvent, UnsharingCause } from './sharing.js';
