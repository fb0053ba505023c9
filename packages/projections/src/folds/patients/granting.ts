/** The row of a grant as the share makes it. Rules: product.md C4. */

import { type EventOf, type GrantEnd, type Instant, NO_END, type Recorded } from '@konsil/domain';
import { markOf } from './marks.js';
import type { CaseTableRow, GrantTableRow } from './rows.js';

export const endOf = (ends: GrantEnd | null): Instant => (ends?.on === 'date' ? ends.at : NO_END);

export const granted = (ofCase: CaseTableRow, event: Recorded<EventOf<'CaseShared'>>): GrantTableRow => {
  const { patientId, caseId, providerId, practiceId, practiceMark, orderNumber, caseType } = ofCase;
  const { status, statusRank, category, categoryRank, collaboratorStatus, collaboratorStatusRank, caseTypeRank } =
    ofCase;
  const { collaboratorId, recipientId, recipientKind, purpose, pseudonymised, ends = null } = event.data;
  return {
    ...{ patientId, caseId, providerId, practiceId, practiceMark, orderNumber, caseType, caseTypeRank },
    providerMark: markOf(providerId),
    ...{ status, statusRank, category, categoryRank, collaboratorStatus, collaboratorStatusRank },
    ...{ collaboratorId, recipientId, recipientKind, purpose, pseudonymised, ends },
    endsAt: endOf(ends),
    lastActivity: event.recordedAt,
    sharedAt: event.recordedAt,
    sharedPosition: event.position,
    turnSince: event.recordedAt,
    ...{ patientSort: '', search: '', unread: 0, blocked: false, coveredUntil: '', awaitedSince: null },
  };
};
