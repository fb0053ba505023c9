/** Which consents need to be asked for again. Rules: product.md G1, H2. */

import type { ConsentId } from '../ids.js';
import { type ConsentFacts, consentStanding, type GivenConsent, isNamed } from '../patient/index.js';
import { sortsOfRecipients } from '../patient/recipients.js';
import { daysAfter, type Instant } from '../time.js';

const NOTICE_DAYS = 30;

/** A consent that ends by itself. */
export type EndingConsent = GivenConsent & { readonly validUntil: Instant };

/**
 * The consents with an end on which somebody's access stands that nothing else carries further: not what was withdrawn,
 * objected to or followed by a longer one. A guardian's that ends with majority is among them. Those whose end has passed too.
 */
export const consentsWithEnd = (facts: ConsentFacts): readonly EndingConsent[] =>
  facts.acts.filter(
    (act): act is EndingConsent => act.act === 'given' && act.validUntil !== undefined && carries(act, facts),
  );

/** Of {@link consentsWithEnd} those that end within 30 days. */
export const consentsEndingSoon = (facts: ConsentFacts, now: Instant): readonly ConsentId[] => {
  const soon = daysAfter(now, NOTICE_DAYS);
  return consentsWithEnd(facts).flatMap(({ consentId, validUntil }) =>
    now < validUntil && validUntil <= soon ? [consentId] : [],
  );
};

/** Whether it is the consent that reaches the furthest for anybody whom it names. */
const carries = ({ consentId, recipients, purposes }: GivenConsent, facts: ConsentFacts): boolean =>
  sortsOfRecipients(facts.acts.flatMap((act) => act.recipients)).some(
    (recipient) =>
      isNamed(recipients, recipient) &&
      purposes.some((purpose) => consentStanding(facts, recipient, purpose).consent?.consentId === consentId),
  );
