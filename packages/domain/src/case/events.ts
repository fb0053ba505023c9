/** What is recorded about one case: its order, who it is shared with, its setups and what was said of them. Rules: product.md C, D. */

import type {
  CaseId,
  CollaboratorId,
  ConsentId,
  MessageId,
  OrderNumber,
  PatientId,
  PersonId,
  PracticeId,
  ProviderId,
  RecipientId,
} from '../ids.js';
import type { Personal } from '../personal.js';
import type { Purpose } from '../patient/events.js';
import type { CollaboratorKind, ConsentPolicy } from '../roster/events.js';
import type { Instant } from '../time.js';

export type OrderKind = 'aligner' | 'retainer';
/** Price models, chosen at approval (domain-facts.md). */
export type CaseType = 'flex' | 'mini' | 'one' | 'two' | 'unlimited-3' | 'unlimited-5' | 'retainer-only';

/** How several collaborators' verdicts roll up to the case's status (C7). */
export type ReviewRule =
  | { readonly rule: 'any' }
  | { readonly rule: 'all' }
  | { readonly rule: 'lead'; readonly collaboratorId: CollaboratorId };

/** Words given with an act: part of it, shown in the conversation like a message (C6). */
export interface Words {
  readonly messageId: MessageId;
  readonly text: Personal<string>;
}

/** On what a share stands; three bases kept apart (compliance.md, Consent and sharing). */
export interface SharingBasis {
  readonly policy: ConsentPolicy;
  readonly attestationVersion: string;
  readonly termsVersion: string;
  /** The consent that covers the recipient, where there is one. */
  readonly consentId?: ConsentId;
  readonly consentTextVersion?: string;
  /** GDPR Art. 6. */
  readonly legalBasis: 'gdpr-6-1-a' | 'gdpr-6-1-b';
  /** GDPR Art. 9, for health data. */
  readonly healthDataCondition: 'gdpr-9-2-a' | 'gdpr-9-2-h';
  /** Section 203 StGB: an outsider needs the patient's release, practice staff does not. */
  readonly secrecyRelease: 'patient-release' | 'practice-staff';
}

/** When a grant ends by itself (C4). */
export type GrantEnd = { readonly on: 'date'; readonly at: Instant } | { readonly on: 'approval' };

interface OfCase {
  readonly caseId: CaseId;
  readonly patientId: PatientId;
  readonly providerId: ProviderId;
}

interface OfSetup extends OfCase {
  /** 1 for the first setup of the case, then one more each. */
  readonly setupVersion: number;
}

interface OfVerdict extends OfSetup {
  readonly collaboratorId: CollaboratorId;
  /** Who judged: the collaborator, or a member of the organisation (B8). */
  readonly personId: PersonId;
}

export type CaseEvent =
  | {
      readonly type: 'OrderSubmitted';
      readonly data: OfCase & {
        readonly orderNumber: OrderNumber;
        readonly kind: OrderKind;
        readonly practiceId: PracticeId;
        /** The roster's default at this moment; later changes of the default do not touch this case (C7). */
        readonly reviewRule: ReviewRule;
      };
    }
  | {
      readonly type: 'CaseShared';
      readonly data: OfCase & {
        readonly collaboratorId: CollaboratorId;
        readonly recipientId: RecipientId;
        readonly recipientKind: CollaboratorKind;
        /**
         * What the disclosure is for. By default what the kind of collaborator does for the treatment (`usualPurposes`):
         * `treatment`, for a planning service `treatment-planning`. A consent to treatment covers both, and a second opinion.
         */
        readonly purpose: Purpose;
        readonly basis: SharingBasis;
        readonly ends?: GrantEnd;
        readonly pseudonymised: boolean;
      };
    }
  | {
      readonly type: 'CaseUnshared';
      readonly data: OfCase & {
        readonly collaboratorId: CollaboratorId;
        readonly recipientId: RecipientId;
        readonly cause: 'by-provider' | 'collaborator-removed';
      };
    }
  | {
      readonly type: 'SetupReadyForReview';
      readonly data: OfSetup & {
        /** When the lab's technician made it; recorded later. */
        readonly occurredAt: Instant;
        /** Where the lab's viewer shows the model. */
        readonly viewerUrl?: Personal<string>;
      };
    }
  | { readonly type: 'SetupMarkedReady'; readonly data: OfVerdict & { readonly words?: Words } }
  | { readonly type: 'SetupDeclinedByCollaborator'; readonly data: OfVerdict & { readonly words: Words } }
  | {
      readonly type: 'SetupSentBack';
      readonly data: OfSetup & { readonly collaboratorId: CollaboratorId; readonly words: Words };
    }
  | { readonly type: 'SetupDeclined'; readonly data: OfSetup & { readonly words: Words } }
  | { readonly type: 'SetupApproved'; readonly data: OfSetup & { readonly caseType: CaseType } }
  | { readonly type: 'CaseClosed'; readonly data: OfCase };
