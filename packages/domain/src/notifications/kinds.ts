/** What people are told of, and how much of it each of them wants. Rules: product.md A4, H1-H3. */

/** Of a kind, the two switches: told at once, and told in the daily summary. */
export interface NotificationSetting {
  readonly instant: boolean;
  readonly summary: boolean;
}

/**
 * To whom a kind goes, and whether it can't be switched off: invitations and the end of access (A4). `collaborator-added` is
 * neither: it says that a case was shared with somebody who has accepted, which bulk work does for hundreds at a time.
 */
interface KindRule {
  readonly to: 'collaborator' | 'provider' | 'either';
  readonly forced: boolean;
}

export const notificationKinds = {
  'collaborator-added': { to: 'collaborator', forced: false },
  'complete-registration': { to: 'collaborator', forced: true },
  'accept-responsibility': { to: 'collaborator', forced: true },
  'setup-ready-for-review': { to: 'collaborator', forced: false },
  'setup-sent-back': { to: 'collaborator', forced: false },
  'setup-approved': { to: 'collaborator', forced: false },
  'access-ends-soon': { to: 'collaborator', forced: false },
  'access-ended': { to: 'collaborator', forced: true },
  'setup-ready-on-shared-case': { to: 'provider', forced: false },
  'collaborator-ready': { to: 'provider', forced: false },
  'collaborator-declined': { to: 'provider', forced: false },
  'invitation-accepted': { to: 'provider', forced: false },
  'invitation-declined': { to: 'provider', forced: false },
  'invitation-expired': { to: 'provider', forced: false },
  'review-overdue': { to: 'provider', forced: false },
  'messages-unread': { to: 'either', forced: false },
} as const satisfies Readonly<Record<string, KindRule>>;

export type NotificationKind = keyof typeof notificationKinds;

export const isNotificationKind = (text: string): text is NotificationKind => Object.hasOwn(notificationKinds, text);

/** What somebody is told of before they have registered: until then they see nothing else. */
export const isInvitation = (kind: NotificationKind): boolean =>
  kind === 'complete-registration' || kind === 'accept-responsibility';

/** Summary only, where a person has said nothing; what is forced comes at once (A4). */
export const defaultSetting = (kind: NotificationKind): NotificationSetting =>
  notificationKinds[kind].forced ? { instant: true, summary: false } : { instant: false, summary: true };

/** By which ways a notification leaves: at once, in the next daily summary, both, or none (H3). */
export const deliveryOf = ({ instant, summary }: NotificationSetting): readonly ('instant' | 'summary')[] => [
  ...(instant ? (['instant'] as const) : []),
  ...(summary ? (['summary'] as const) : []),
];
