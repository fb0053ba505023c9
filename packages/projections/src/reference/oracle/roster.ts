/** What Manage Collaborators must show, by going through the events again. Rules: product.md B3-B6, C3, F3. */

import type { Raw } from '../raw.js';
import { CaseStory } from './case-story.js';

const DAY = 86_400_000;
/** An invitation is open for 30 days; reminders follow after 3, 7 and 15 of them (B4). */
const DUE = [3, 7, 15].map((day) => (30 - day) * DAY);

export interface OracleEntry {
  readonly collaboratorId: unknown;
  readonly recipientId: unknown;
  readonly kind: unknown;
  readonly state: string;
  readonly permissions: unknown;
  readonly rule: unknown;
  readonly addedAt: string;
  readonly acceptedAt: string | null;
  readonly removedAt: string | null;
  readonly invitation: unknown;
  readonly cases: { readonly shared: number; readonly toEvaluate: number; readonly ready: number };
}

/** In the order they were added. */
export const rosterOf = (events: readonly Raw[], providerId: string, now: string): readonly OracleEntry[] => {
  const own = events.filter(({ stream }) => stream === `roster-${providerId}`);
  const stories = [
    ...Map.groupBy(
      events.filter(({ stream }) => stream.startsWith('case-')),
      ({ stream }) => stream,
    ).values(),
  ].map((ofCase) => new CaseStory(ofCase));
  return own
    .filter(({ type }) => type === 'CollaboratorAdded')
    .map((added) => {
      const { collaboratorId, recipientId, recipientKind: kind } = added.data;
      const about = own.filter(({ data }) => data['collaboratorId'] === collaboratorId);
      const last = (...types: readonly string[]): Raw | undefined => about.findLast(({ type }) => types.includes(type));
      const shared = stories.filter((story) => !story.archived && story.shares.has(String(collaboratorId)));
      const inState = (state: string): number =>
        shared.filter((story) => story.statusFor(String(collaboratorId)) === state).length;
      return {
        ...{ collaboratorId, recipientId, kind, state: stateOf(last, now) },
        permissions: last('CollaboratorAdded', 'PermissionsChanged')?.data['permissions'],
        rule: ruleOf(last('StandingRuleSet')?.data['rule'] as Rule | undefined),
        addedAt: added.recordedAt,
        acceptedAt: last('InvitationAccepted')?.recordedAt ?? null,
        removedAt: last('CollaboratorRemoved')?.recordedAt ?? null,
        invitation: invitationOf(about, last, now),
        cases: {
          ...{ shared: shared.length, toEvaluate: inState('evaluating-setup'), ready: inState('ready-for-approval') },
        },
      };
    });
};

interface Rule {
  readonly current: boolean;
  readonly future: boolean;
  readonly pseudonymised?: boolean;
  readonly ends?: unknown;
}

const ruleOf = (set: Rule | undefined): unknown => ({
  ...{ current: set?.current ?? false, future: set?.future ?? false },
  ...{ pseudonymised: set?.pseudonymised ?? false, ends: set?.ends ?? null },
});

type Last = (...types: readonly string[]) => Raw | undefined;

const ENDS = ['InvitationDeclined', 'InvitationWithdrawn', 'InvitationExpired'];

const stateOf = (last: Last, now: string): string => {
  if (last('CollaboratorRemoved') !== undefined) return 'removed';
  if (last('InvitationAccepted') !== undefined)
    return last('CollaboratorPaused', 'CollaboratorResumed')?.type === 'CollaboratorPaused' ? 'paused' : 'accepted';
  const invited = last('CollaboratorInvited', 'InvitationResent');
  if (invited === undefined) return 'added';
  const ended = last('CollaboratorInvited', 'InvitationResent', ...ENDS)?.type;
  if (ended === 'InvitationDeclined') return 'invitation-declined';
  if (ended === 'InvitationWithdrawn') return 'invitation-withdrawn';
  return String(invited.data['expiresAt']) <= now ? 'invitation-expired' : 'invited';
};

const invitationOf = (about: readonly Raw[], last: Last, now: string): unknown => {
  const newest = last('CollaboratorInvited', 'InvitationResent');
  if (newest === undefined) return null;
  const { invitationId } = newest.data;
  const expiresAt = String(newest.data['expiresAt']);
  const sent = about.filter(({ type, data }) => type === 'InvitationReminded' && data['invitationId'] === invitationId);
  const reminders = Number(sent.at(-1)?.data['reminder'] ?? 0);
  const isOver =
    expiresAt <= now ||
    last('CollaboratorRemoved', 'InvitationAccepted') !== undefined ||
    about.some(({ type, data }) => ENDS.includes(type) && data['invitationId'] === invitationId);
  return {
    ...{ invitationId, asks: last('CollaboratorInvited')?.data['asks'], expiresAt, reminders },
    invitedAt: newest.recordedAt,
    ageInDays: Math.max(0, Math.floor((Date.parse(now) - Date.parse(newest.recordedAt)) / DAY)),
    nextReminderAt: isOver ? null : nextReminder(expiresAt, reminders, now),
  };
};

/** Those that were missed are not made up for one by one: the newest that is due, else the first to come. */
const nextReminder = (expiresAt: string, sent: number, now: string): string | null => {
  const dates = DUE.map((before) => new Date(Date.parse(expiresAt) - before).toISOString());
  const open = dates.slice(sent);
  return open.findLast((date) => date <= now) ?? open[0] ?? null;
};
