/** Who is meant by the lines of a consent, a withdrawal or an objection. Rules: product.md G1, G2. */

import { DomainError } from '../errors.js';
import type { PersonId, RecipientId } from '../ids.js';
import type { CollaboratorKind } from '../roster/events.js';
import type { RecipientRule } from './events.js';
import { usualPurposes } from './purposes.js';

/** Who a consent or a withdrawal is asked about. */
export interface RecipientFacts {
  readonly recipientId: RecipientId;
  readonly recipientKind: CollaboratorKind;
}

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

/** @throws DomainError `PATIENT.RECIPIENTS_MISSING` */
export const demandNames = (recipients: readonly RecipientRule[]): void => {
  if (recipients.length === 0) throw new DomainError('PATIENT.RECIPIENTS_MISSING', 'Say whom this is about.');
};

/** Exactly the fields that are stored, whatever else came in: these lines stand in the log unsealed. */
export const asRules = (recipients: readonly RecipientRule[]): readonly RecipientRule[] =>
  recipients.map((rule) => {
    switch (rule.of) {
      case 'kind':
        return { of: rule.of, kind: rule.kind };
      case 'recipient':
        return { of: rule.of, recipientId: rule.recipientId };
      default:
        return { of: rule.of };
    }
  });

/** Whether both say the same, in whatever order. */
export const nameTheSame = (some: readonly RecipientRule[], others: readonly RecipientRule[]): boolean => {
  const said = new Set(some.map(ruleAsText));
  const asked = new Set(others.map(ruleAsText));
  return said.size === asked.size && [...asked].every((rule) => said.has(rule));
};

/** Stands for whoever no line names by id; no id is empty. */
const SOMEBODY_ELSE = '' as PersonId;
const kinds = Object.keys(usualPurposes) as CollaboratorKind[];

/** One recipient of every sort that these lines can tell apart: what holds for all of them holds for everybody. */
export const sortsOfRecipients = (rules: readonly RecipientRule[]): readonly RecipientFacts[] => {
  const named = rules.flatMap((rule) => (rule.of === 'recipient' ? [rule.recipientId] : []));
  return [...new Set([...named, SOMEBODY_ELSE])].flatMap((recipientId) =>
    kinds.map((recipientKind) => ({ recipientId, recipientKind })),
  );
};

const ruleAsText = (rule: RecipientRule): string => {
  switch (rule.of) {
    case 'kind':
      return `kind ${rule.kind}`;
    case 'recipient':
      return `recipient ${rule.recipientId}`;
    default:
      return rule.of;
  }
};
