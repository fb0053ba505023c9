/** The records check: the lab says what it needs before it can plan. Rules: product.md D2. */

import type { Command } from '../../decider.js';
import { DomainError } from '../../errors.js';
import { demandAllowed, demandGoesOn, ofCase } from '../allowed.js';
import type { CaseContext } from '../context.js';
import type { CaseEvent, RecordItem } from '../events/index.js';
import { isSetupAwaited } from '../facts/index.js';
import type { CaseState, SubmittedCase } from '../state.js';
import { demandReason } from '../words.js';

export type RequestRecords = Command<'RequestRecords', { readonly items: readonly RecordItem[] }>;
export type RejectRecords = Command<
  'RejectRecords',
  { readonly items: readonly RecordItem[]; readonly reason: string }
>;
export type CompleteRecords = Command<'CompleteRecords', Readonly<Record<string, never>>>;

/**
 * By the lab, while a setup is awaited: the case waits for these. The same items again record nothing.
 * @throws DomainError `CASE.ENDED`, `CASE.RECORDS_NOT_NEEDED` (facts: `setupState`), `CASE.RECORD_ITEMS_MISSING`
 */
export const requestRecords = (
  command: RequestRecords,
  state: CaseState,
  context: CaseContext,
): readonly CaseEvent[] => {
  const { on } = demandAllowed('check-records', state, context);
  const items = distinct(command.data.items);
  if (isSo(on, 'waiting', items)) return [];
  demandPlanning(on, items);
  return [{ type: 'RecordsRequested', data: { ...ofCase(on), items } }];
};

/**
 * By the lab: these can't be used, for a reason. The same items again record nothing; what comes instead of them is asked for
 * first, and may be rejected then for another reason.
 * @throws DomainError as {@link requestRecords}, and `CASE.REASON_MISSING`
 */
export const rejectRecords = (command: RejectRecords, state: CaseState, context: CaseContext): readonly CaseEvent[] => {
  const { on } = demandAllowed('check-records', state, context);
  const { reason } = command.data;
  const items = distinct(command.data.items);
  if (isSo(on, 'rejected', items)) return [];
  demandPlanning(on, items);
  demandReason(reason, 'Say why the records can not be used.', context);
  return [{ type: 'RecordsRejected', data: { ...ofCase(on), items, reason } }];
};

/** By the lab: everything is there. Complete already records nothing. */
export const completeRecords = (
  _command: CompleteRecords,
  state: CaseState,
  context: CaseContext,
): readonly CaseEvent[] => {
  const { on } = demandAllowed('check-records', state, context);
  if (on.facts.life.records === 'complete') return [];
  demandGoesOn(on);
  return [{ type: 'RecordsCompleted', data: ofCase(on) }];
};

/**
 * For publishing a setup: nothing is planned from records that are missing or rejected.
 * @throws DomainError `CASE.RECORDS_INCOMPLETE` (facts: `records`, `items`)
 */
export const demandRecords = ({ facts: { life }, recordItems: items }: SubmittedCase): void => {
  const { records } = life;
  if (records !== 'waiting' && records !== 'rejected') return;
  throw new DomainError('CASE.RECORDS_INCOMPLETE', 'Records are missing for a setup.', { records, items });
};

const distinct = (items: readonly RecordItem[]): readonly RecordItem[] => [...new Set(items)];

const isSo = (on: SubmittedCase, records: 'waiting' | 'rejected', items: readonly RecordItem[]): boolean =>
  on.facts.life.records === records &&
  items.length === on.recordItems.length &&
  items.every((item) => on.recordItems.includes(item));

const demandPlanning = (on: SubmittedCase, items: readonly RecordItem[]): void => {
  demandGoesOn(on);
  if (!isSetupAwaited(on.facts)) {
    throw new DomainError('CASE.RECORDS_NOT_NEEDED', 'No setup is awaited that records are needed for.', {
      setupState: on.facts.setup.state,
    });
  }
  if (items.length === 0) throw new DomainError('CASE.RECORD_ITEMS_MISSING', 'Say which records are meant.');
};
