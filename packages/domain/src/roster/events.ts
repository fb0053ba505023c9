/** What is recorded about one provider's collaborators. Rules: product.md B1-B8, G2. */

import type { GrantEnd, ReviewRule } from '../case/events/index.js';
import type { CollaboratorId, InvitationId, PersonId, ProviderId, RecipientId } from '../ids.js';
import type { Instant } from '../time.js';

/** The first three are persons, the last is an organisation. */
export type CollaboratorKind = 'staff' | 'colleague' | 'mentor' | 'treatment-planning-service';
/** What a provider may hand on. `decline-setups` is the minimum of every entry (B3). */
export type Permission = 'decline-setups' | 'add-orders' | 'request-revisions' | 'manage-holds';
/** `attestation`: the provider's word suffices; `per-patient`: a recorded consent has to cover the recipient (G2). */
export type ConsentPolicy = 'attestation' | 'per-patient';

/** What a provider shares with a collaborator without being asked each time (C3). Both false: nothing. */
export interface StandingRule {
  /** The cases that are there when the rule is set. */
  readonly current: boolean;
  /** Every case when it is submitted, or when the consent that was missing comes. */
  readonly future: boolean;
  /** How the shares that it makes are made; absent: with identity data and without an end. */
  readonly pseudonymised?: boolean;
  readonly ends?: GrantEnd;
}

interface OfEntry {
  readonly providerId: ProviderId;
  readonly collaboratorId: CollaboratorId;
}

interface OfInvitation extends OfEntry {
  readonly invitationId: InvitationId;
}

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
      readonly type: 'InvitationResent';
      /** A new invitation in the place of the one before, which can't be accepted any more. */
      readonly data: OfInvitation & { readonly replaces: InvitationId; readonly expiresAt: Instant };
    }
  | {
      readonly type: 'InvitationReminded';
      /** 1 to 3: after 3, 7 and 15 days (B4). */
      readonly data: OfInvitation & { readonly reminder: 1 | 2 | 3 };
    }
  | { readonly type: 'InvitationDeclined'; readonly data: OfInvitation & { readonly personId: PersonId } }
  | { readonly type: 'InvitationWithdrawn'; readonly data: OfInvitation }
  /** Its time had run out before this was recorded: time is judged by now (G3). */
  | { readonly type: 'InvitationExpired'; readonly data: OfInvitation }
  | { readonly type: 'PermissionsChanged'; readonly data: OfEntry & { readonly permissions: readonly Permission[] } }
  | { readonly type: 'CollaboratorPaused'; readonly data: OfEntry }
  | { readonly type: 'CollaboratorResumed'; readonly data: OfEntry }
  | { readonly type: 'StandingRuleSet'; readonly data: OfEntry & { readonly rule: StandingRule } }
  | {
      readonly type: 'DefaultReviewRuleChosen';
      readonly data: { readonly providerId: ProviderId; readonly reviewRule: ReviewRule };
    }
  | {
      readonly type: 'TranslationAllowed';
      /** Whether messages may be sent to an engine, which is a disclosure (E3). */
      readonly data: { readonly providerId: ProviderId; readonly allowed: boolean };
    }
  | {
      readonly type: 'CollaboratorRemoved';
      readonly data: { readonly providerId: ProviderId; readonly collaboratorId: CollaboratorId };
    };
