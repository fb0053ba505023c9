/** What is recorded of records, shipments, holds, and the end of a case. Rules: product.md D2. */

import type { OrderNumber } from '../../ids.js';
import type { Personal } from '../../personal.js';
import type { Instant } from '../../time.js';
import type { OfCase, Through } from './shared.js';

/** What the lab needs before it can plan. */
export type RecordItem = 'impressions' | 'intraoral-scan' | 'photos' | 'x-rays' | 'prescription';

export type ProducingEvent =
  | { readonly type: 'RecordsRequested'; readonly data: OfCase & { readonly items: readonly RecordItem[] } }
  | {
      readonly type: 'RecordsRejected';
      readonly data: OfCase & { readonly items: readonly RecordItem[]; readonly reason: Personal<string> };
    }
  | { readonly type: 'RecordsCompleted'; readonly data: OfCase }
  | {
      readonly type: 'AlignersShipped';
      readonly data: OfCase & {
        /** The order that it belongs to: the first one, a revision, a replacement or a retainer. */
        readonly orderNumber: OrderNumber;
        /** 1 for the first shipment of the order, then one more each. */
        readonly phase: number;
        /** Nothing of this order follows. */
        readonly last: boolean;
        /** When it left the lab. */
        readonly occurredAt: Instant;
      };
    }
  | { readonly type: 'CasePutOnHold'; readonly data: OfCase & Through & { readonly reason?: Personal<string> } }
  | { readonly type: 'CaseResumed'; readonly data: OfCase & Through }
  | { readonly type: 'CaseCompleted'; readonly data: OfCase }
  | { readonly type: 'CaseCancelled'; readonly data: OfCase & { readonly reason?: Personal<string> } }
  | { readonly type: 'CaseClosed'; readonly data: OfCase }
  | { readonly type: 'CaseReopened'; readonly data: OfCase };
