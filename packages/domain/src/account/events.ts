/** What is recorded about a person. Names and shapes are a stored format for ever. Rules: product.md A1-A5. */

import type { PersonId, PracticeId, ProviderId, ViewId } from '../ids.js';
import type { NotificationKind } from '../notifications/kinds.js';
import type { Personal } from '../personal.js';
import type { Instant, TimeZone } from '../time.js';

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

/** A saved view (A5): filters, columns and sort order of one list; never what was searched for. */
export interface SavedView {
  readonly list: 'orders' | 'collaborations' | 'roster';
  /** By the name of a column, the values that are shown; all words of Konsil's vocabulary or ids. */
  readonly filters: Readonly<Record<string, readonly string[]>>;
  /** Names of columns, in the order in which they are shown. */
  readonly columns: readonly string[];
  readonly sort: { readonly by: string; readonly direction: 'ascending' | 'descending' };
}

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
  | {
      readonly type: 'PracticeRenamed';
      readonly data: { readonly personId: PersonId; readonly practiceId: PracticeId; readonly name: Personal<string> };
    }
  /** It takes no new cases; those it has stay with it. */
  | { readonly type: 'PracticeClosed'; readonly data: { readonly personId: PersonId; readonly practiceId: PracticeId } }
  | {
      readonly type: 'EmailChanged';
      readonly data: {
        readonly personId: PersonId;
        readonly email: Personal<string>;
        readonly emailVerifiedBy: EmailVerification;
      };
    }
  | { readonly type: 'AccountClosed'; readonly data: { readonly personId: PersonId } }
  | { readonly type: 'LanguageChosen'; readonly data: { readonly personId: PersonId; readonly language: Language } }
  | { readonly type: 'TimeZoneChosen'; readonly data: { readonly personId: PersonId; readonly timeZone: TimeZone } }
  | {
      readonly type: 'NotificationSettingChanged';
      readonly data: {
        readonly personId: PersonId;
        readonly kind: NotificationKind;
        readonly instant: boolean;
        readonly summary: boolean;
      };
    }
  | {
      readonly type: 'ViewSaved';
      readonly data: {
        readonly personId: PersonId;
        readonly viewId: ViewId;
        readonly name: Personal<string>;
        readonly view: SavedView;
      };
    }
  | { readonly type: 'ViewDeleted'; readonly data: { readonly personId: PersonId; readonly viewId: ViewId } }
  | { readonly type: 'RoleGranted'; readonly data: { readonly personId: PersonId; readonly role: Role } }
  | { readonly type: 'RoleRevoked'; readonly data: { readonly personId: PersonId; readonly role: Role } }
  | {
      readonly type: 'AuditorAppointed';
      readonly data: { readonly personId: PersonId; readonly scope: AuditScope; readonly endsAt?: Instant };
    }
  | { readonly type: 'AuditorDismissed'; readonly data: { readonly personId: PersonId } };
