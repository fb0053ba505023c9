/** Which consents need to be asked for again. Rules: product.md G1, H2. */

import type { ConsentId } from '../ids.js';
import { type ConsentFacts, consentStanding, type GivenConsent, isNamed } from '../patient/index.js';
import { sortsOfRecipients } from '../patient/recipients.js';
import { daysAfter, type Instant } from '../time.js';

const NOTICE_DAYS = 30;

/**
 * The consents that end within 30 days and on which somebody's access stands that nothing else carries further: not what was
 * withdrawn, objected to or followed by a longer one. A guardian's that ends with majority is among them.
 */
export const consentsEndingSoon = (facts: ConsentFacts, now: Instant): readonly ConsentId[] => {
  const soon = daysAfter(now, NOTICE_DAYS);
  return facts.acts.flatMap((act) =>
    act.act === 'given' && endsWithin(act, now, soon) && carries(act, facts) ? [act.consentId] : [],
  );
};

const endsWithin = ({ validUntil }: GivenConsent, now: Instant, soon: Instant): boolean =>
  validUntil !== undefined && now < validUntil && validUntil <= soon;

/** Whether it is the consent that reaches the furthest for anybody whom it names. */
const carries = ({ consentId, recipients, purposes }: GivenConsent, facts: ConsentFacts): boolean =>
  sortsOfRecipients(facts.acts.flatMap((act) => act.recipients)).some(
    (recipient) =>
      isNamed(recipients, recipient) &&
      purposes.some((purpose) => consentStanding(facts, recipient, purpose).consent?.consentId === consentId),
  );
