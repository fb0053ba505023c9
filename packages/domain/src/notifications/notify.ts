/** Which event notifies whom: pure, from an event and what has to be known besides. Rules: product.md B8, H1, H2, H4. */

import type { DomainEvent, EventType, Recorded } from '../events.js';
import { accessNotices } from './access.js';
import { invitationNotices } from './invitations.js';
import { messageNotices } from './messages.js';
import type { Notification, Telling } from './notification.js';
import { reviewNotices } from './reviews.js';
import type { NoticeRules, NoticeView } from './view.js';

const topics: readonly NoticeRules[] = [invitationNotices, reviewNotices, accessNotices, messageNotices];

/** Every event type that anybody is told of. */
export const notifyingEvents: readonly EventType[] = [
  ...new Set(topics.flatMap((topic) => Object.keys(topic) as EventType[])),
];

/**
 * Who is told what of an event. Nobody of what they did themself; every member of an organisation, where it is told; about a
 * case only who sees it now, besides that they no longer do. An act with words gives two: of the act and of the words.
 * How each of them is told is up to their setting (`settingOf`, `deliveryOf`), which is also what keeps a closed account silent.
 */
export const notificationsOf = (event: Recorded, view: NoticeView): readonly Notification[] => {
  const told = new Map<string, Notification>();
  for (const telling of topics.flatMap((topic) => tellingsOf(topic, event, view))) {
    if (telling.to === event.metadata.actor.id) continue;
    const key = keyOf(event.id, telling);
    // Who stands behind two entries is told through the first.
    if (!told.has(key)) told.set(key, { key, ...telling, causedBy: event.id });
  }
  return [...told.values()];
};

const tellingsOf = (topic: NoticeRules, event: DomainEvent, view: NoticeView): readonly Telling[] => {
  // The table's type says that the rule under an event's type takes that very event.
  const rule = topic[event.type] as ((event: DomainEvent, view: NoticeView) => readonly Telling[]) | undefined;
  return rule?.(event, view) ?? [];
};

const keyOf = (eventId: string, { kind, to, about }: Telling): string =>
  [eventId, kind, to, about.caseId ?? about.collaboratorId ?? ''].join(':');
