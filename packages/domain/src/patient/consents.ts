/**
 * What a patient's consents and withdrawals mean for one recipient. Pure functions over plain JSON, so that a decision
 * and a row of a read model answer alike. Rules: product.md G1, G2.
 */

import type { ConsentId, RecipientId } from '../ids.js';
import type { CollaboratorKind } from '../roster/events.js';
import { type Instant, NO_END } from '../time.js';
import type { PatientEvent, Purpose, RecipientRule } from './events.js';

/** Consents and withdrawals in the order in which they were recorded. */
export interface ConsentFacts {
  readonly acts: readonly ConsentAct[];
}

export type ConsentAct =
  | {
      readonly act: 'given';
      readonly consentId: ConsentId;
      readonly recipients: readonly RecipientRule[];
      readonly purposes: readonly Purpose[];
      readonly textVersion: string;
      readonly validUntil?: Instant;
    }
  | { readonly act: 'withdrawn'; readonly consentId?: ConsentId; readonly recipients: readonly RecipientRule[] };

export interface ConsentStanding {
  /** A withdrawal names the recipient: under every policy only a consent given after it opens anything again. */
  readonly blocked: boolean;
  /**
   * Until when, exclusively, a consent covers the recipient; `null` where none does, {@link NO_END} where it has no end.
   * Consents given before a withdrawal that names the recipient do not count.
   */
  readonly coveredUntil: Instant | null;
  /** The consent that reaches the furthest, where there is one. */
  readonly consent: { readonly consentId: ConsentId; readonly textVersion: string } | null;
}

/** Who a consent or a withdrawal is asked about. */
export interface RecipientFacts {
  readonly recipientId: RecipientId;
  readonly recipientKind: CollaboratorKind;
}

export const noConsents: ConsentFacts = { acts: [] };

export const evolveConsents = (facts: ConsentFacts, event: PatientEvent): ConsentFacts => {
  switch (event.type) {
    case 'ConsentGiven': {
      const { consentId, recipients, purposes, textVersion, validUntil } = event.data;
      const end = validUntil === undefined ? {} : { validUntil };
      return { acts: [...facts.acts, { act: 'given', consentId, recipients, purposes, textVersion, ...end }] };
    }
    case 'ConsentWithdrawn': {
      const { consentId, recipients } = event.data;
      const which = consentId === undefined ? {} : { consentId };
      return { acts: [...facts.acts, { act: 'withdrawn', ...which, recipients }] };
    }
    default:
      return facts;
  }
};

/** What consents and withdrawals say about one recipient, so that standing at any moment can be judged from it. */
export const consentStanding = (facts: ConsentFacts, recipient: RecipientFacts): ConsentStanding => {
  let standing: ConsentStanding = { blocked: false, coveredUntil: null, consent: null };
  for (const act of facts.acts) {
    if (!isNamed(act.recipients, recipient)) continue;
    if (act.act === 'withdrawn') {
      standing = { blocked: true, coveredUntil: null, consent: null };
    } else if (act.purposes.some((purpose) => servedBy[recipient.recipientKind].includes(purpose))) {
      const { consentId, textVersion, validUntil = NO_END } = act;
      if (standing.coveredUntil === null || validUntil >= standing.coveredUntil) {
        standing = { ...standing, coveredUntil: validUntil, consent: { consentId, textVersion } };
      }
    }
  }
  return standing;
};

/** Whether one of the lines names the recipient. */
export const isNamed = (rules: readonly RecipientRule[], recipient: RecipientFacts): boolean =>
  rules.some((rule) => {
    switch (rule.of) {
      case 'everyone':
        return true;
      case 'everyone-but-staff':
        return recipient.recipientKind !== 'staff';
      case 'kind':
        return rule.kind === recipient.recipientKind;
      case 'recipient':
        return rule.recipientId === recipient.recipientId;
      default:
        return false;
    }
  });

/** Which purposes of a consent sharing with a kind of collaborator serves; treatment is what all of it is for. */
const servedBy: Readonly<Record<CollaboratorKind, readonly Purpose[]>> = {
  staff: ['treatment'],
  colleague: ['treatment', 'second-opinion'],
  mentor: ['treatment', 'second-opinion', 'teaching'],
  'treatment-planning-service': ['treatment', 'treatment-planning'],
};
