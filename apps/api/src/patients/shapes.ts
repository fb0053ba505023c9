/** From the shape of a request to what the domain is told. */

import type { GiveConsent, RecipientRule } from '@konsil/domain';
import { ShapeError } from '../http/index.js';
import type { GiveConsentDto, RecipientRuleDto } from './dto.js';

/** @throws ShapeError where a rule lacks what its kind needs, or has what it must not have */
export const recipientsOf = (rules: readonly RecipientRuleDto[]): RecipientRule[] => rules.map(ruleOf);

const ruleOf = ({ of, kind, recipientId }: RecipientRuleDto, index: number): RecipientRule => {
  if (of === 'kind' && kind !== undefined) return { of, kind };
  if (of === 'recipient' && recipientId !== undefined) return { of, recipientId };
  if (of === 'everyone' || of === 'everyone-but-staff') return { of };
  throw new ShapeError('body', [{ pointer: `/recipients/${index}`, detail: `names no ${of}` }]);
};

export const consentOf = (dto: GiveConsentDto): Omit<GiveConsent['data'], 'consentId'> => {
  const { recipients, purposes, textVersion, evidence, givenBy, guardianName, occurredAt, validUntil } = dto;
  return {
    recipients: recipientsOf(recipients),
    purposes,
    textVersion,
    evidence: {
      kind: evidence.kind,
      ...(evidence.documentHash !== undefined && { documentHash: evidence.documentHash }),
    },
    givenBy,
    occurredAt: new Date(occurredAt).toISOString(),
    ...(guardianName !== undefined && { guardianName }),
    ...(validUntil !== undefined && { validUntil: new Date(validUntil).toISOString() }),
  };
};
