/** How streams are called: `category-id`, the first `-` splits. Nothing personal ever stands in a name. */

import type { BulkId, CaseId, CollaboratorId, OrganisationId, PatientId, PersonId, ProviderId } from './ids.js';

/** First part of a stream's name: `case` for `case-{caseId}`; all of it where there is no id. */
export const categoryOfStream = (stream: string): string => {
  const end = stream.indexOf('-');
  return end === -1 ? stream : stream.slice(0, end);
};

export const accountStream = (personId: PersonId): string => `account-${personId}`;
export const organisationStream = (organisationId: OrganisationId): string => `organisation-${organisationId}`;
export const rosterStream = (providerId: ProviderId): string => `roster-${providerId}`;
export const patientStream = (patientId: PatientId): string => `patient-${patientId}`;
export const caseStream = (caseId: CaseId): string => `case-${caseId}`;
/** The messages of the provider and one roster entry on one case (product.md E1). */
export const conversationStream = (caseId: CaseId, collaboratorId: CollaboratorId): string =>
  `conversation-${caseId}-${collaboratorId}`;
/** Skips and repairs by operators: the one stream of its category, without an id. */
export const OPERATIONS_STREAM = 'operations';
export const bulkStream = (bulkId: BulkId): string => `bulk-${bulkId}`;
