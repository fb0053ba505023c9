/** Orders, what the lab makes of them, and the life of a case. */

import fc from 'fast-check';
import type { CaseCommand, CaseType, Order, RecordItem } from '../../../case/index.js';
import type { CaseId, OrderNumber } from '../../../ids.js';
import {
  annaId,
  annasPractice,
  caseId,
  idOf,
  orderNumber,
  orderNumberOf,
  petraId,
  planWellId,
  technicianId,
} from '../../../testing/index.js';
import {
  type Aim,
  type By,
  entryAt,
  type Here,
  move,
  nat,
  onCase,
  pick,
  speakerOf,
  sharedAt,
  type WeightedMove,
} from './move.js';
import { said, wordsAt } from './reviews.js';

export const secondCase = idOf(31) as CaseId;
/** Mostly one that is new, at times one that is there. */
const numberAt = ({ fresh, world }: Here, number: number): OrderNumber =>
  number % 8 === 0
    ? pick(world.submitted?.orders.map((order) => order.orderNumber) ?? [], number, orderNumber)
    : orderNumberOf(2 + (fresh % 30));
const items = fc.subarray<RecordItem>(['photos', 'x-rays', 'prescription'], { minLength: 1 });
const reason = fc.option(fc.constant('Reise'), { nil: undefined });

/** By the provider, or by a collaborator. */
const providerOr = (here: Here, number: number): By =>
  number % 4 > 0 ? annaId : speakerOf(here, sharedAt(here, number), number);
const onEither = (second: boolean, command: CaseCommand, by: By): Aim => ({
  at: 'case',
  of: second ? secondCase : caseId,
  command,
  by,
});
export const firstOrder = (second: boolean) => ({
  caseId: second ? secondCase : caseId,
  orderNumber: second ? orderNumberOf(31) : orderNumber,
  kind: 'aligner' as const,
  practiceId: annasPractice,
  providerId: annaId,
});
const planning = ({ world }: Here) => {
  const entry = Object.values(world.roster.entries).find(
    ({ recipientId, status }) => recipientId === planWellId && status !== 'removed',
  );
  return entry?.collaboratorId;
};
const ofLife = (type: 'CompleteCase' | 'CloseCase' | 'ReopenCase' | 'CancelCase', weight: number): WeightedMove =>
  move(type, weight, fc.constant(type), (what) => onCase({ type: what, data: {} }, annaId));
/** Mostly what can be shipped, oldest first. */
const toShip = ({ world }: Here, number: number): Pick<Order, 'orderNumber' | 'phases'> => {
  const orders = world.submitted?.orders ?? [];
  const none = { orderNumber, phases: 0 };
  if (number % 8 === 0) return pick(orders, number, none);
  const inProduction = world.submitted?.inProduction;
  const open = orders.filter(
    ({ shipped, kind, charge, orderNumber: one }) =>
      !shipped && (one === inProduction || kind === 'replacement' || (kind === 'retainer' && charge !== undefined)),
  );
  return pick(open, number, none);
};

export const ofOrders: readonly WeightedMove[] = [
  move('DraftOrder', 4, fc.tuple(nat, fc.boolean()), ([number, second], here) =>
    onEither(second, { type: 'DraftOrder', data: firstOrder(second) }, providerOr(here, number)),
  ),
  move('DiscardDraft', 1, fc.tuple(nat, fc.constantFrom(true, true, false)), ([number, second], here) =>
    onEither(second, { type: 'DiscardDraft', data: {} }, providerOr(here, number)),
  ),
  move('SubmitOrder', 3, fc.tuple(nat, fc.boolean()), ([number, second], here) => {
    const tps = number % 4 === 0 ? planning(here) : undefined;
    return onEither(
      second,
      { type: 'SubmitOrder', data: { ...firstOrder(second), ...(tps && { tps }) } },
      providerOr(here, number),
    );
  }),
  move('RequestRevision', 5, fc.tuple(nat, said), ([number, old], here) => {
    const tps = number % 5 === 0 ? planning(here) : undefined;
    const data = { orderNumber: numberAt(here, number), words: wordsAt(here, old), ...(tps && { tps }) };
    return onCase({ type: 'RequestRevision', data }, providerOr(here, number));
  }),
  move('OrderRetainer', 5, nat, (number, here) =>
    onCase({ type: 'OrderRetainer', data: { orderNumber: numberAt(here, number) } }, providerOr(here, number)),
  ),
  move(
    'OrderReplacement',
    3,
    fc.tuple(nat, fc.constantFrom('lost' as const, 'broken' as const)),
    ([number, cause], here) =>
      onCase(
        { type: 'OrderReplacement', data: { orderNumber: numberAt(here, number), cause, aligners: [2, 1] } },
        annaId,
      ),
  ),
  move('UpgradeCaseType', 2, fc.constantFrom<CaseType>('two', 'unlimited-3', 'unlimited-5'), (caseType) =>
    onCase({ type: 'UpgradeCaseType', data: { caseType } }, annaId),
  ),
  move('ChangePractice', 2, nat, (number, { world }) => {
    const anna = world.account(annaId);
    const open = anna.status === 'none' ? [] : anna.practices;
    const practiceId = pick(
      open.filter((one) => one !== world.submitted?.practiceId),
      number,
      annasPractice,
    );
    return onCase({ type: 'ChangePractice', data: { practiceId } }, annaId);
  }),
  move('OrderTps', 3, nat, (number, here) =>
    onCase({ type: 'OrderTps', data: { collaboratorId: planning(here) ?? entryAt(here, number) } }, annaId),
  ),
  move('CompleteTps', 3, nat, () => onCase({ type: 'CompleteTps', data: {} }, petraId)),
  move('CancelTps', 2, nat, (number, here) =>
    onCase({ type: 'CancelTps', data: { collaboratorId: planning(here) ?? entryAt(here, number) } }, annaId),
  ),
  move('RequestRecords', 2, items, (named) => onCase({ type: 'RequestRecords', data: { items: named } }, technicianId)),
  move('RejectRecords', 2, items, (named) =>
    onCase({ type: 'RejectRecords', data: { items: named, reason: 'unscharf' } }, technicianId),
  ),
  move('CompleteRecords', 4, fc.constant({}), (data) => onCase({ type: 'CompleteRecords', data }, technicianId)),
  move('ShipOrder', 8, fc.tuple(nat, fc.boolean()), ([number, last], here) => {
    const { orderNumber: which, phases } = toShip(here, number);
    const data = { orderNumber: which, phase: phases + 1, last, occurredAt: here.now };
    return onCase({ type: 'ShipOrder', data }, technicianId);
  }),
  move('PutOnHold', 2, fc.tuple(nat, reason), ([number, why], here) =>
    onCase({ type: 'PutOnHold', data: why === undefined ? {} : { reason: why } }, providerOr(here, number)),
  ),
  move('Resume', 2, nat, (number, here) => onCase({ type: 'Resume', data: {} }, providerOr(here, number))),
  ofLife('CompleteCase', 2),
  ofLife('CancelCase', 1),
  ofLife('CloseCase', 1),
  ofLife('ReopenCase', 2),
];
