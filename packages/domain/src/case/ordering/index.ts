/** What is ordered: the first order of a case and all that follow. Rules: product.md D1-D4. */

import type { Decisions } from '../../decider.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent } from '../events/index.js';
import type { CaseState } from '../state.js';
import { discardDraft, type DiscardDraft, draftOrder, type DraftOrder } from './drafting.js';
import { orderReplacement, type OrderReplacement } from './later/replacements.js';
import { orderRetainer, type OrderRetainer } from './later/retainers.js';
import { requestRevision, type RequestRevision } from './later/revising.js';
import { cancelTps, type CancelTps, completeTps, type CompleteTps, orderTps, type OrderTps } from './planning/tps.js';
import { changePractice, type ChangePractice } from './practice.js';
import { submitOrder, type SubmitOrder } from './submitting.js';
import { upgradeCaseType, type UpgradeCaseType } from './upgrading.js';

export type OrderingCommand =
  | DraftOrder
  | DiscardDraft
  | SubmitOrder
  | RequestRevision
  | OrderRetainer
  | OrderReplacement
  | OrderTps
  | CompleteTps
  | CancelTps
  | UpgradeCaseType
  | ChangePractice;

export const orderingDecisions: Decisions<CaseState, OrderingCommand, CaseEvent, CaseContext> = {
  DraftOrder: draftOrder,
  DiscardDraft: discardDraft,
  SubmitOrder: submitOrder,
  RequestRevision: requestRevision,
  OrderRetainer: orderRetainer,
  OrderReplacement: orderReplacement,
  OrderTps: orderTps,
  CompleteTps: completeTps,
  CancelTps: cancelTps,
  UpgradeCaseType: upgradeCaseType,
  ChangePractice: changePractice,
};

export type { DiscardDraft, DraftOrder, DraftQuestion } from './drafting.js';
export type { FirstOrderGiven } from './firstOrder.js';
export type { CaseTypeTerms } from './caseTypes.js';
export type { OrderReplacement } from './later/replacements.js';
export type { OrderRetainer } from './later/retainers.js';
export type { RequestRevision } from './later/revising.js';
export type { CancelTps, CompleteTps, OrderTps } from './planning/tps.js';
export type { ChangePractice } from './practice.js';
export type { SubmitOrder } from './submitting.js';
export type { UpgradeCaseType } from './upgrading.js';
