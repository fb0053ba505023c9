/** Who a case is shared with. Rules: product.md C1-C4, G2, G3. */

import type { Decisions } from '../../decider.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent } from '../events/index.js';
import type { CaseState } from '../state.js';
import { shareByRule, type ShareByRule } from './byRule.js';
import { changeSharing, type ChangeSharing, renewGrant, type RenewGrant } from './changing.js';
import { endGrantByRule, type EndGrantByRule, expireGrant, type ExpireGrant } from './ending.js';
import { shareInBulk, type ShareInBulk, undoBulkShare, type UndoBulkShare } from './inBulk.js';

export type SharingCommand =
  ChangeSharing | RenewGrant | ShareByRule | ShareInBulk | UndoBulkShare | EndGrantByRule | ExpireGrant;

export const sharingDecisions: Decisions<CaseState, SharingCommand, CaseEvent, CaseContext> = {
  ChangeSharing: changeSharing,
  RenewGrant: renewGrant,
  ShareByRule: shareByRule,
  ShareInBulk: shareInBulk,
  UndoBulkShare: undoBulkShare,
  EndGrantByRule: endGrantByRule,
  ExpireGrant: expireGrant,
};

export type { RuleMoment, ShareByRule } from './byRule.js';
export type { ChangeSharing, RenewGrant } from './changing.js';
export type { EndGrantByRule, EntryEnding, ExpireGrant } from './ending.js';
export type { ShareInBulk, UndoBulkShare } from './inBulk.js';
export type { ShareWith } from './sharing.js';
