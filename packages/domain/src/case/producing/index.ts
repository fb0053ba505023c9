/** Records, shipments, holds, and how a case ends. Rules: product.md D2. */

import type { Decisions } from '../../decider.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent } from '../events/index.js';
import type { CaseState } from '../state.js';
import {
  cancelCase,
  type CancelCase,
  closeCase,
  type CloseCase,
  completeCase,
  type CompleteCase,
  reopenCase,
  type ReopenCase,
} from './ending.js';
import { putOnHold, type PutOnHold, resume, type Resume } from './holding.js';
import {
  completeRecords,
  type CompleteRecords,
  rejectRecords,
  type RejectRecords,
  requestRecords,
  type RequestRecords,
} from './records.js';
import { shipOrder, type ShipOrder } from './shipping.js';

export type ProducingCommand =
  | RequestRecords
  | RejectRecords
  | CompleteRecords
  | ShipOrder
  | PutOnHold
  | Resume
  | CompleteCase
  | CancelCase
  | CloseCase
  | ReopenCase;

export const producingDecisions: Decisions<CaseState, ProducingCommand, CaseEvent, CaseContext> = {
  RequestRecords: requestRecords,
  RejectRecords: rejectRecords,
  CompleteRecords: completeRecords,
  ShipOrder: shipOrder,
  PutOnHold: putOnHold,
  Resume: resume,
  CompleteCase: completeCase,
  CancelCase: cancelCase,
  CloseCase: closeCase,
  ReopenCase: reopenCase,
};

export type { CancelCase, CloseCase, CompleteCase, ReopenCase } from './ending.js';
export type { PutOnHold, Resume } from './holding.js';
export type { CompleteRecords, RejectRecords, RequestRecords } from './records.js';
export type { ShipOrder } from './shipping.js';
