/** What was skipped so far. Rules: product.md J3. */

import type { OperationsEvent } from './events.js';

type Skipped = OperationsEvent['data'];

export interface OperationsState {
  readonly skipped: readonly Skipped[];
}

export const nothingSkipped: OperationsState = { skipped: [] };

export const evolveOperations = (state: OperationsState, { data }: OperationsEvent): OperationsState =>
  isSkipped(state, data) ? state : { skipped: [...state.skipped, data] };

/** Whether the projection leaves this event out for this group already, for whatever reason. */
export const isSkipped = (
  { skipped }: OperationsState,
  { projection, group, position }: Pick<Skipped, 'projection' | 'group' | 'position'>,
): boolean => skipped.some((one) => one.projection === projection && one.group === group && one.position === position);
