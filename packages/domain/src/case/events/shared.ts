/** What the events of a case have in common. Rules: product.md Vocabulary, C7, D3; compliance.md (Consent and sharing). */

import type { CaseId, CollaboratorId, ConsentId, MessageId, PatientId, ProviderId } from '../../ids.js';
import type { Personal } from '../../personal.js';
import type { ConsentPolicy } from '../../roster/events.js';
import type { Instant } from '../../time.js';

/** What starts a case (product.md Vocabulary, Order). */
export type OrderKind = 'aligner' | 'retainer';
/** Every order of a case, each with its own order number. */
export type AnyOrderKind = OrderKind | 'revision' | 'replacement';
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

/** Who holds the turn to change a plan (C9). */
export type PenHolder =
  | { readonly of: 'provider' }
  | { readonly of: 'lab' }
  | { readonly of: 'collaborator'; readonly collaboratorId: CollaboratorId };

export interface OfCase {
  readonly caseId: CaseId;
  readonly patientId: PatientId;
  readonly providerId: ProviderId;
}

/** The roster entry through which a collaborator acted; absent where the provider did. */
export interface Through {
  readonly through?: CollaboratorId;
}
