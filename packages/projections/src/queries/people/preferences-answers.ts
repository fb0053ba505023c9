/** What a person chose for themself. Rules: product.md A1, A4, A5. */

import type {
  Instant,
  Language,
  NotificationKind,
  NotificationSetting,
  Personal,
  SavedView,
  TimeZone,
  ViewId,
} from '@konsil/domain';

/** How the person is told of one kind, as it holds now: chosen, or by default. */
export interface NotificationChoice extends NotificationSetting {
  readonly kind: NotificationKind;
  /** In which part the person is told of it. */
  readonly to: 'collaborator' | 'provider' | 'either';
  /** `instant` can't be switched off. */
  readonly forced: boolean;
}

export interface Preferences {
  readonly language: Language;
  /** `null`: that of the installation. */
  readonly timeZone: TimeZone | null;
  readonly notifications: readonly NotificationChoice[];
}

export interface SavedViewAnswer extends SavedView {
  readonly viewId: ViewId;
  readonly name: Personal<string>;
  readonly savedAt: Instant;
}
