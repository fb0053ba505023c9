/** How the sentences about notifications tell: an event, what is known besides, and who is told what. */

import type { DomainEvent, RecordedActor, Recorded } from '../../events.js';
import type { CaseId, CommandId, OrderNumber, PersonId } from '../../ids.js';
import {
  annaId,
  attested,
  caseId,
  type Collaborator,
  inDays,
  invitationOf,
  luis,
  luisId,
  mei,
  meiId,
  messageOf,
  NOW,
  patientId,
  pauloId,
  petraId,
  planWell,
  technicianId,
} from '../../testing/index.js';
import { type NoticeView, notificationsOf, type ShareView } from '../index.js';

const of = { caseId, patientId, providerId: annaId };
export const words = { messageId: messageOf(1), text: 'Zahn 12 bitte weniger rotieren.' };
const setup = { ...of, setupVersion: 2 };
export const entry = ({ collaboratorId }: Collaborator) => ({ providerId: annaId, collaboratorId });
export const invitation = (whom: Collaborator) => ({ ...entry(whom), invitationId: invitationOf(whom) });
const byLuis = { collaboratorId: luis.collaboratorId, personId: luisId };
const byPetra = { collaboratorId: planWell.collaboratorId, personId: petraId };

export const provider: RecordedActor = { id: annaId, role: 'provider' };
export const rule: RecordedActor = { id: 'policy:x', role: 'policy' };
export const lab: RecordedActor = { id: technicianId, role: 'lab' };
export const asCollaborator = (id: PersonId): RecordedActor => ({ id, role: 'collaborator' });

export const recorded = (event: DomainEvent, actor: RecordedActor = provider): Recorded => ({
  ...event,
  id: 'event',
  stream: 'any-1',
  revision: 0,
  position: 1,
  recordedAt: NOW,
  metadata: { actor, commandId: 'command' as CommandId, causationId: 'request', correlationId: 'request' },
});

const people: Readonly<Record<string, readonly PersonId[]>> = {
  [luis.collaboratorId]: [luisId],
  [mei.collaboratorId]: [meiId],
  [planWell.collaboratorId]: [petraId, pauloId],
};
export const share = (whom: Collaborator, is: 'sees' | 'blind' | 'lost' = 'sees', on: CaseId = caseId): ShareView => ({
  caseId: on,
  collaboratorId: whom.collaboratorId,
  open: is !== 'lost',
  sees: is === 'sees',
  lost: is === 'lost',
});
/** Luis, Mei and PlanWell stand in the roster, all active until the event. */
export const view = (shares: readonly ShareView[] = [], wasActive = true): NoticeView => ({
  entries: [luis, mei, planWell].map(({ collaboratorId }) => ({
    collaboratorId,
    people: people[collaboratorId] ?? [],
    wasActive,
    asks: collaboratorId === planWell.collaboratorId ? 'accept-responsibility' : 'complete-registration',
  })),
  shares,
});

/** Who is told what: `setup-approved -> Luis`. */
export const told = (event: Recorded, known: NoticeView): readonly string[] =>
  notificationsOf(event, known).map(({ kind, to }) => `${kind} -> ${names[to] ?? to}`);
const names: Readonly<Record<string, string>> = {
  [annaId]: 'Anna',
  [luisId]: 'Luis',
  [meiId]: 'Mei',
  [petraId]: 'Petra',
  [pauloId]: 'Paulo',
};

export const withdrawn = {
  type: 'ConsentWithdrawn',
  data: { patientId, providerId: annaId, recipients: [{ of: 'everyone' }], declaredBy: 'patient', occurredAt: NOW },
} as const;
export const shared = (whom: Collaborator) =>
  ({
    type: 'CaseShared',
    data: {
      ...of,
      collaboratorId: whom.collaboratorId,
      recipientId: whom.recipientId,
      recipientKind: whom.kind,
      purpose: 'treatment',
      basis: attested,
      pseudonymised: false,
    },
  }) as const;
export const unshared = {
  type: 'CaseUnshared',
  data: { ...of, collaboratorId: luis.collaboratorId, recipientId: luisId, cause: 'by-provider' },
} as const;
export const expired = {
  type: 'GrantExpired',
  data: { ...of, collaboratorId: luis.collaboratorId, recipientId: luisId },
} as const;
export const invited = (whom: Collaborator, asks: 'complete-registration' | 'accept-responsibility') =>
  ({ type: 'CollaboratorInvited', data: { ...invitation(whom), asks, expiresAt: inDays(30) } }) as const;
export const resent = (whom: Collaborator) =>
  ({
    type: 'InvitationResent',
    data: { ...invitation(whom), replaces: invitationOf(mei), expiresAt: inDays(30) },
  }) as const;
export const reminded = (whom: Collaborator) =>
  ({ type: 'InvitationReminded', data: { ...invitation(whom), reminder: 1 } }) as const;
export const published = { type: 'SetupReadyForReview', data: { ...setup, occurredAt: NOW } } as const;
export const sentBack = {
  type: 'SetupSentBack',
  data: { ...setup, collaboratorId: luis.collaboratorId, words },
} as const;
export const approved = { type: 'SetupApproved', data: { ...setup, caseType: 'two' } } as const;
export const ready = { type: 'SetupMarkedReady', data: { ...setup, ...byLuis } } as const;
export const declinedByPetra = { type: 'SetupDeclinedByCollaborator', data: { ...setup, ...byPetra, words } } as const;
export const declined = { type: 'SetupDeclined', data: { ...setup, words } } as const;
export const escalated = {
  type: 'ReviewEscalated',
  data: { ...setup, collaboratorId: luis.collaboratorId, waitingSince: inDays(-5) },
} as const;
export const posted = (whom: Collaborator, authorId: PersonId) =>
  ({
    type: 'MessagePosted',
    data: {
      ...of,
      collaboratorId: whom.collaboratorId,
      messageId: messageOf(2),
      authorId,
      side: authorId === annaId ? 'provider' : 'collaborator',
      text: 'Danke!',
    },
  }) as const;
export const revision = (through?: Collaborator) =>
  ({
    type: 'RevisionRequested',
    data: {
      ...of,
      orderNumber: 'K7Q2-9MX4-TB3R' as OrderNumber,
      charge: 'included',
      words,
      ...(through && { through: through.collaboratorId }),
    },
  }) as const;

/** A line of a test's table. */
export type Line = readonly [sentence: string, event: Recorded, known: NoticeView, told: readonly string[]];
