/** Who a case is shared with. Rules: product.md C1-C4, G2. */

import type { Decisions } from '../../decider.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent } from '../events/index.js';
import type { CaseState } from '../state.js';
import { changeSharing, type ChangeSharing, unshareRemoved, type UnshareRemoved } from './sharing.js';

export type SharingCommand = ChangeSharing | UnshareRemoved;

export const sharingDecisions: Decisions<CaseState, SharingCommand, CaseEvent, CaseContext> = {
  ChangeSharing: changeSharing,
  UnshareRemoved: unshareRemoved,
};

export type { ChangeSharing, UnshareRemoved } from './sharing.js';
export type { ShareWith } from './sharing.js';
