/**
 * What the displayed status of a case is derived from: plain JSON, the same in the folded case and in a row of a read
 * model, so that both answer alike. Rules: product.md C5-C7, D2, D3.
 */

import type { CollaboratorId, MessageId, OrderNumber, PersonId } from '../../ids.js';
import type { OrderKind, ReviewRule } from '../events/index.js';

/** What a collaborator did last on the newest version, or what the provider did with it. */
export interface Verdict {
  readonly act: 'ready' | 'declined' | 'sent-back';
  /** Who judged; absent where the provider sent it back. */
  readonly personId?: PersonId;
  /** The words given with the act. */
  readonly messageId?: MessageId;
}

export type Verdicts = Readonly<Record<CollaboratorId, Verdict>>;

export type NewestSetup =
  | { readonly state: 'none' }
  | { readonly state: 'open'; readonly version: number; readonly verdicts: Verdicts }
  /** Closed for everybody; `declinedBy` is `provider` or the collaborator, whose decline can be sent back. */
  | {
      readonly state: 'declined';
      readonly version: number;
      readonly verdicts: Verdicts;
      readonly declinedBy: 'provider' | CollaboratorId;
      readonly messageId: MessageId;
    }
  | { readonly state: 'approved'; readonly version: number; readonly verdicts: Verdicts };

/** How a case ended. */
export type Ending = 'completed' | 'cancelled' | 'closed';

/** Where the case stands in its life (D2). */
export interface LifeFacts {
  /** Absent while the case goes on. */
  readonly ended?: Ending;
  readonly onHold: boolean;
  readonly records: 'unasked' | 'waiting' | 'rejected' | 'complete';
  /** What has left the lab of what the newest approval set in motion. */
  readonly shipped: 'nothing' | 'in-part' | 'all';
  /** Retainers and replacements that the lab has not shipped in full, oldest first. */
  readonly openOrders: readonly OpenOrder[];
}

export interface OpenOrder {
  readonly orderNumber: OrderNumber;
  readonly kind: 'retainer' | 'replacement';
  /** Ordered since the case ended: until it is shipped the case has left the archive. */
  readonly sinceEnd: boolean;
}

/** A case without an order has none. */
export interface CaseFacts {
  readonly orderKind: OrderKind;
  readonly rule: ReviewRule;
  /** The grants that no event has ended, whatever the roster says (C7). */
  readonly grants: Readonly<Record<CollaboratorId, { readonly endsOnApproval: boolean }>>;
  readonly setup: NewestSetup;
  /** A revision was asked for since the newest version. */
  readonly revisionAsked: boolean;
  readonly life: LifeFacts;
}

/** The newest version's number, 0 where the lab has published none. */
export const currentVersion = ({ setup }: CaseFacts): number => (setup.state === 'none' ? 0 : setup.version);

/** The lab owes the next version: there is none yet, the newest was declined, or a revision was asked for since. */
export const isSetupAwaited = ({ revisionAsked, setup }: CaseFacts): boolean =>
  revisionAsked || setup.state === 'none' || setup.state === 'declined';

/** An ended case is archived, unless a retainer was ordered on it that has not been shipped yet (D2). */
export const isArchived = ({ life }: CaseFacts): boolean =>
  life.ended !== undefined && !life.openOrders.some(({ sinceEnd }) => sinceEnd);
