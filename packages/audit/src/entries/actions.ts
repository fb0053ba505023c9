/** What each event type is in the audit trail. A type that is missing does not compile. Rules: compliance.md (Audit trail). */

import type { EventType } from '@konsil/domain';
import type { AuditAction, AuditPurpose } from './answers.js';

interface Meaning {
  readonly action: AuditAction;
  readonly purpose: AuditPurpose;
}

const treatment = (action: AuditAction): Meaning => ({ action, purpose: 'treatment' });
const operations = (action: AuditAction): Meaning => ({ action, purpose: 'operations' });
const patientRequest = (action: AuditAction): Meaning => ({ action, purpose: 'patient-request' });

/** A share is a disclosure, whose purpose stands in its event (`fold.ts`), which FHIR's AuditEvent calls a read; ending one takes a right away. */
export const meanings = {
  AccountProvisioned: operations('C'),
  AccountRegistered: operations('U'),
  RegistrationLinkHandedOut: operations('C'),
  PracticeOpened: operations('C'),
  RoleGranted: operations('C'),
  RoleRevoked: operations('D'),
  AuditorAppointed: operations('C'),
  AuditorDismissed: operations('D'),
  OrganisationRegistered: operations('C'),
  MemberAdded: operations('C'),
  MemberRemoved: operations('D'),
  PatientConsentAttested: operations('C'),
  TermsAccepted: operations('C'),
  ConsentPolicyChosen: operations('U'),
  CollaboratorAdded: operations('C'),
  CollaboratorInvited: operations('C'),
  InvitationAccepted: operations('U'),
  CollaboratorRemoved: operations('D'),
  PatientRegistered: treatment('C'),
  ConsentGiven: patientRequest('C'),
  ConsentWithdrawn: patientRequest('U'),
  OrderSubmitted: treatment('C'),
  CaseShared: treatment('R'),
  CaseUnshared: treatment('D'),
  SetupReadyForReview: treatment('C'),
  SetupMarkedReady: treatment('E'),
  SetupDeclinedByCollaborator: treatment('E'),
  SetupSentBack: treatment('E'),
  SetupDeclined: treatment('E'),
  SetupApproved: treatment('E'),
  CaseClosed: treatment('U'),
  MessagePosted: treatment('C'),
  MessagesRead: treatment('R'),
} as const satisfies Readonly<Record<EventType, Meaning>>;
