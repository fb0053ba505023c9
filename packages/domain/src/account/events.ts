/** What is recorded about a person. Names and shapes are a stored format for ever. Rules: product.md A1-A5. */

import type { PersonId, PracticeId, ProviderId } from '../ids.js';
import type { Personal } from '../personal.js';
import type { Instant } from '../time.js';

export type Language = 'de' | 'en';
/** Roles given by an administrator. Being a provider is no role: a provider is who has a practice (A1). */
export type Role = 'lab' | 'administrator';
export type AuditScope =
  { readonly of: 'everything' } | { readonly of: 'providers'; readonly providerIds: readonly ProviderId[] };

/**
 * How an e-mail address was proved to belong to a person. `registration-link`: a link that was mailed to it;
 * `administrator`: an administrator handed a link over and by that vouched for the person; `first-start`: the first person of
 * the installation; `identity-provider`: the issuer elsewhere says that it has verified the address.
 */
export type EmailVerification = 'registration-link' | 'administrator' | 'first-start' | 'identity-provider';

export type AccountEvent =
  | {
      readonly type: 'AccountProvisioned';
      readonly data: {
        readonly personId: PersonId;
        readonly name: Personal<string>;
        readonly email: Personal<string>;
        readonly language: Language;
      };
    }
  | {
      readonly type: 'AccountRegistered';
      readonly data: {
        readonly personId: PersonId;
        readonly emailVerifiedBy: EmailVerification;
      };
    }
  | {
      readonly type: 'RegistrationLinkHandedOut';
      readonly data: {
        readonly personId: PersonId;
        /** Until when the link works; an earlier one of the person works no more. */
        readonly expiresAt: Instant;
      };
    }
  | {
      readonly type: 'PracticeOpened';
      readonly data: { readonly personId: PersonId; readonly practiceId: PracticeId; readonly name: Personal<string> };
    }
  | { readonly type: 'RoleGranted'; readonly data: { readonly personId: PersonId; readonly role: Role } }
  | { readonly type: 'RoleRevoked'; readonly data: { readonly personId: PersonId; readonly role: Role } }
  | {
      readonly type: 'AuditorAppointed';
      readonly data: { readonly personId: PersonId; readonly scope: AuditScope; readonly endsAt?: Instant };
    }
  | { readonly type: 'AuditorDismissed'; readonly data: { readonly personId: PersonId } };
