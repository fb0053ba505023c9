/** What is recorded about one provider's collaborators. Rules: product.md B1-B8, G2. */

import type { CollaboratorId, InvitationId, PersonId, ProviderId, RecipientId } from '../ids.js';
import type { Instant } from '../time.js';

/** The first three are persons, the last is an organisation. */
export type CollaboratorKind = 'staff' | 'colleague' | 'mentor' | 'treatment-planning-service';
/** What a provider may hand on. `decline-setups` is the minimum of every entry (B3). */
export type Permission = 'decline-setups' | 'add-orders' | 'request-revisions' | 'manage-holds';
/** `attestation`: the provider's word suffices; `per-patient`: a recorded consent has to cover the recipient (G2). */
export type ConsentPolicy = 'attestation' | 'per-patient';

export type RosterEvent =
  | {
      readonly type: 'PatientConsentAttested';
      readonly data: { readonly providerId: ProviderId; readonly textVersion: string };
    }
  | {
      readonly type: 'TermsAccepted';
      readonly data: { readonly providerId: ProviderId; readonly termsVersion: string };
    }
  | {
      readonly type: 'ConsentPolicyChosen';
      readonly data: { readonly providerId: ProviderId; readonly policy: ConsentPolicy };
    }
  | {
      readonly type: 'CollaboratorAdded';
      readonly data: {
        readonly providerId: ProviderId;
        readonly collaboratorId: CollaboratorId;
        readonly recipientId: RecipientId;
        /** Fixed for an entry. */
        readonly recipientKind: CollaboratorKind;
        readonly permissions: readonly Permission[];
      };
    }
  | {
      readonly type: 'CollaboratorInvited';
      readonly data: {
        readonly providerId: ProviderId;
        readonly collaboratorId: CollaboratorId;
        readonly invitationId: InvitationId;
        /** B4: who is no provider yet completes a registration, who is one accepts the responsibility. */
        readonly asks: 'complete-registration' | 'accept-responsibility';
        readonly expiresAt: Instant;
      };
    }
  | {
      readonly type: 'InvitationAccepted';
      readonly data: {
        readonly providerId: ProviderId;
        readonly collaboratorId: CollaboratorId;
        readonly invitationId: InvitationId;
        /** Who accepted: the invited person, or a member of the invited organisation. */
        readonly personId: PersonId;
      };
    }
  | {
      readonly type: 'CollaboratorRemoved';
      readonly data: { readonly providerId: ProviderId; readonly collaboratorId: CollaboratorId };
    };
