/** Saved views of lists: they belong to the person. Rules: product.md A5. */

import type { Context } from '../../context.js';
import type { Command } from '../../decider.js';
import { DomainError } from '../../errors.js';
import type { ViewId } from '../../ids.js';
import { demandText } from '../../text.js';
import { demandOwnAccount } from '../acting.js';
import type { AccountEvent, SavedView } from '../events.js';
import type { AccountState } from '../state.js';
import { demandAtMost, storableView } from './viewShape.js';

export const MOST_VIEWS = 50;
/** In UTF-16 units. */
const LONGEST_NAME = 100;

/** Under the id of an own view: replaces it. */
export type SaveView = Command<
  'SaveView',
  { readonly viewId: ViewId; readonly name: string; readonly view: SavedView }
>;
export type DeleteView = Command<'DeleteView', { readonly viewId: ViewId }>;

/**
 * By the person, for themself. Recorded each time, also as it stands: the name is personal data, so the state that decisions
 * are made from holds none.
 * @throws DomainError `ACCOUNT.VIEW_NAME_MISSING`, `ACCOUNT.VIEW_TOO_LARGE` (facts: `field`, `most`), and as `storableView`
 */
export const saveView = (command: SaveView, state: AccountState, { actor }: Context): readonly AccountEvent[] => {
  const { personId, views = [] } = demandOwnAccount(state, actor);
  const { viewId, name } = command.data;
  demandText(name, 'ACCOUNT.VIEW_NAME_MISSING', 'A view needs a name.');
  demandAtMost(name.length, LONGEST_NAME, 'name');
  const view = storableView(command.data.view);
  if (views.length >= MOST_VIEWS && !views.includes(viewId)) {
    throw new DomainError('ACCOUNT.VIEWS_TOO_MANY', 'Delete a view before you save another one.', { most: MOST_VIEWS });
  }
  return [{ type: 'ViewSaved', data: { personId, viewId, name, view } }];
};

/** By the person, for themself; nothing where there is no such view. */
export const deleteView = (command: DeleteView, state: AccountState, { actor }: Context): readonly AccountEvent[] => {
  const { personId, views = [] } = demandOwnAccount(state, actor);
  const { viewId } = command.data;
  return views.includes(viewId) ? [{ type: 'ViewDeleted', data: { personId, viewId } }] : [];
};
