/** The orders of a case: which carry the treatment, and which come beside it. Rules: product.md Vocabulary (Order), D2. */

import { DomainError } from '../errors.js';
import type { OrderNumber } from '../ids.js';
import { isOrderNumber } from '../orderNumber.js';
import type { Order, SubmittedCase } from './state.js';

type Orders = Pick<SubmittedCase, 'orders' | 'orderNumber' | 'kind'>;

/** The first order and revisions are made from an approved setup; what else is ordered is made from what there is. */
export const isOfTreatment = (order: Order, { orderNumber }: Orders): boolean =>
  order.orderNumber === orderNumber || order.kind === 'revision';

/** The newest revision, or else the first order: a revision takes the place of what it revises. */
export const newestOfTreatment = (on: Orders): Pick<Order, 'orderNumber'> =>
  on.orders.findLast((order) => isOfTreatment(order, on)) ?? on;

/** What is still to be shipped in full before everything that was ordered has arrived, oldest first. */
export const ordersToCome = (on: Orders): readonly OrderNumber[] => {
  const { orderNumber: newest } = newestOfTreatment(on);
  return on.orders
    .filter((order) => !order.shipped && (order.orderNumber === newest || !isOfTreatment(order, on)))
    .map(({ orderNumber }) => orderNumber);
};

/**
 * Whether this very order stands under its number already.
 * @throws DomainError `CASE.ORDER_NUMBER_TAKEN` where another order of the case does, `CASE.ORDER_NUMBER_INVALID`
 */
export const isOrdered = (on: Orders, orderNumber: OrderNumber, isSame: (order: Order) => boolean): boolean => {
  demandOrderNumber(orderNumber);
  const there = on.orders.find((order) => order.orderNumber === orderNumber);
  if (!there) return false;
  if (isSame(there)) return true;
  throw new DomainError('CASE.ORDER_NUMBER_TAKEN', 'Another order of this case has this number.', { orderNumber });
};

/** @throws DomainError `CASE.ORDER_NUMBER_INVALID` */
export const demandOrderNumber = (orderNumber: OrderNumber): void => {
  if (!isOrderNumber(orderNumber)) throw new DomainError('CASE.ORDER_NUMBER_INVALID', 'This is no order number.');
};
