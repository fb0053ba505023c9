/** What is recorded about a patient: identity, consents, their withdrawal. Rules: product.md G1, G2; compliance.md. */

import type { DataClass } from '../catalogue/entry.js';
import type { CollaboratorId, ConsentId, PatientId, ProviderId, RecipientId } from '../ids.js';
import type { Personal } from '../personal.js';
import type { CollaboratorKind } from '../roster/events.js';
import type { CalendarDate, Instant } from '../time.js';

export interface PatientIdentity {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: CalendarDate;
}

/** One line of "who is meant" in a consent, a withdrawal or an objection; several lines add up. */
export type RecipientRule =
  | { readonly of: 'everyone' }
  | { readonly of: 'everyone-but-staff' }
  | { readonly of: 'kind'; readonly kind: CollaboratorKind }
  | { readonly of: 'recipient'; readonly recipientId: RecipientId };

/** What a consent is for, and what a share is for. See `coversPurpose`. */
export type Purpose = 'treatment' | 'second-opinion' | 'treatment-planning' | 'teaching';

export interface ConsentEvidence {
  readonly kind: 'signed-form' | 'e-form' | 'e-mail' | 'oral-with-witness';
  /** SHA-256 of the document, lower-case hex. */
  readonly documentHash?: Personal<string>;
}

interface OfPatient {
  readonly patientId: PatientId;
  readonly providerId: ProviderId;
}

/** Why personal data has to stay, or why a request to erase it is refused (GDPR Art. 17(3)). */
export type KeepingGround =
  /** The duty to keep the patient file for ten years after the end of treatment (Section 630f BGB). */
  | 'duty-to-keep'
  /** Legal claims are made or defended with it. */
  | 'legal-claims'
  /** Who asked is not the patient and does not act for them. */
  | 'requester-not-entitled';

export type PatientEvent =
  | {
      readonly type: 'PatientRegistered';
      readonly data: {
        readonly patientId: PatientId;
        readonly providerId: ProviderId;
        readonly identity: Personal<PatientIdentity>;
        /** The roster entry of the collaborator who recorded the patient with an order (D1); absent: the provider did. */
        readonly through?: CollaboratorId;
      };
    }
  | { readonly type: 'PatientCorrected'; readonly data: OfPatient & { readonly identity: Personal<PatientIdentity> } }
  | {
      readonly type: 'ConsentGiven';
      readonly data: {
        readonly patientId: PatientId;
        readonly providerId: ProviderId;
        readonly consentId: ConsentId;
        readonly recipients: readonly RecipientRule[];
        readonly purposes: readonly Purpose[];
        /** A version or the URI of the text: see `isTextVersion`. */
        readonly textVersion: string;
        readonly evidence: ConsentEvidence;
        readonly givenBy: 'patient' | 'guardian';
        /** Only where a guardian gave it. */
        readonly guardianName?: Personal<string>;
        /** When the consent was given, which may be earlier than it was recorded. */
        readonly occurredAt: Instant;
        readonly validUntil?: Instant;
      };
    }
  | {
      readonly type: 'ConsentWithdrawn';
      readonly data: {
        readonly patientId: PatientId;
        readonly providerId: ProviderId;
        /** The consent that is withdrawn; absent where what the provider attested is withdrawn. */
        readonly consentId?: ConsentId;
        /** Whose access ends with it; everyone but staff unless the patient names others (G2). */
        readonly recipients: readonly RecipientRule[];
        readonly declaredBy: 'patient' | 'guardian';
        /** When it was declared, which may be earlier than it was recorded: what was signed until then opens nothing. */
        readonly occurredAt: Instant;
      };
    }
  | {
      readonly type: 'SharingObjected';
      /** Ends the access of those named until it is lifted, under every policy and whatever was consented to. */
      readonly data: OfPatient & {
        readonly recipients: readonly RecipientRule[];
        readonly declaredBy: 'patient' | 'guardian';
        readonly occurredAt: Instant;
      };
    }
  | {
      readonly type: 'SharingObjectionLifted';
      /** For those named; what an objection said of others stands. */
      readonly data: OfPatient & {
        readonly recipients: readonly RecipientRule[];
        readonly declaredBy: 'patient' | 'guardian';
        readonly occurredAt: Instant;
      };
    }
  | {
      readonly type: 'ErasureRequested';
      readonly data: OfPatient & { readonly declaredBy: 'patient' | 'guardian'; readonly occurredAt: Instant };
    }
  | { readonly type: 'ErasureRefused'; readonly data: OfPatient & { readonly ground: KeepingGround } }
  | {
      readonly type: 'ProcessingRestricted';
      /** Nothing new is shared or seen by others until the erasure, which is due at the moment. */
      readonly data: OfPatient & { readonly ground: KeepingGround; readonly eraseAt: Instant };
    }
  | {
      readonly type: 'PersonalDataErased';
      /** The keys of these classes are destroyed. */
      readonly data: OfPatient & { readonly classes: readonly DataClass[] };
    };
