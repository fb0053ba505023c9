/** What is recorded about a person. Names and shapes are a stored format for ever. Rules: product.md A1-A5. */

import type { PersonId, PracticeId, ProviderId } from '../ids.js';
import type { Personal } from '../personal.js';
import type { Instant } from '../time.js';

export type Language = 'de' | 'en';
/** Roles given by an administrator. Being a provider is no role: a provider is who has a practice (A1). */
export type Role = 'lab' | 'administrator';
export type AuditScope =
  { readonly of: 'everything' } | { readonly of: 'providers'; readonly providerIds: readonly ProviderId[] };

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
        /** How the e-mail address was proved to belong to the person. */
        readonly emailVerifiedBy: 'registration-link' | 'identity-provider';
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
    };
