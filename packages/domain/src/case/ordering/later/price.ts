/** Only the provider accepts a price. Rules: domain-facts.md (Permissions). */

import type { Standing } from '../../../access/judge.js';
import { DomainError } from '../../../errors.js';
import type { Charge } from '../../events/index.js';

/** A provider's own order accepts it. @throws DomainError `CASE.PRICE_NOT_ACCEPTED` where a collaborator orders */
export const demandPriceAccepted = (charge: Charge, { as }: Standing): void => {
  if (charge === 'included' || as === 'provider') return;
  throw new DomainError('CASE.PRICE_NOT_ACCEPTED', 'The case type does not cover this; the provider has to order it.');
};
