import { describe, expect, it } from '@jest/globals';
import type { DomainEvent, RecordedActor, Recorded } from '../events.js';
import type { BulkId, CaseId, CommandId, OrderNumber, PersonId } from '../ids.js';
import {
  annaId,
  attested,
  caseId,
  type Collaborator,
  idOf,
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
  planWellId,
  technicianId,
} from '../testing/index.js';
import { type NoticeView, notificationKinds, notificationsOf, notifyingEvents, type ShareView } from './index.js';

const of = { caseId, patientId, providerId: annaId };
const words = { messageId: messageOf(1), text: 'Zahn 12 bitte weniger rotieren.' };
const setup = { ...of, setupVersion: 2 };
const entry = ({ collaboratorId }: Collaborator) => ({ providerId: annaId, collaboratorId });
const invitation = (whom: Collaborator) => ({ ...entry(whom), invitationId: invitationOf(whom) });
const byLuis = { collaboratorId: luis.collaboratorId, personId: luisId };
const byPetra = { collaboratorId: planWell.collaboratorId, personId: petraId };

const provider: RecordedActor = { id: annaId, role: 'provider' };
const rule: RecordedActor = { id: 'policy:x', role: 'policy' };
const lab: RecordedActor = { id: technicianId, role: 'lab' };
const asCollaborator = (id: PersonId): RecordedActor => ({ id, role: 'collaborator' });

const recorded = (event: DomainEvent, actor: RecordedActor = provider): Recorded => ({
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
const share = (whom: Collaborator, is: 'sees' | 'blind' | 'lost' = 'sees', on: CaseId = caseId): ShareView => ({
  caseId: on,
  collaboratorId: whom.collaboratorId,
  open: is !== 'lost',
  sees: is === 'sees',
  lost: is === 'lost',
});
/** Luis, Mei and PlanWell stand in the roster, all active until the event. */
const view = (shares: readonly ShareView[] = [], wasActive = true): NoticeView => ({
  entries: [luis, mei, planWell].map(({ collaboratorId }) => ({
    collaboratorId,
    people: people[collaboratorId] ?? [],
    wasActive,
    asks: collaboratorId === planWell.collaboratorId ? 'accept-responsibility' : 'complete-registration',
  })),
  shares,
});

/** Who is told what: `setup-approved -> Luis`. */
const told = (event: Recorded, known: NoticeView): readonly string[] =>
  notificationsOf(event, known).map(({ kind, to }) => `${kind} -> ${names[to] ?? to}`);
const names: Readonly<Record<string, string>> = {
  [annaId]: 'Anna',
  [luisId]: 'Luis',
  [meiId]: 'Mei',
  [petraId]: 'Petra',
  [pauloId]: 'Paulo',
};

const withdrawn = {
  type: 'ConsentWithdrawn',
  data: { patientId, providerId: annaId, recipients: [{ of: 'everyone' }], declaredBy: 'patient', occurredAt: NOW },
} as const;
const shared = (whom: Collaborator) =>
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
const unshared = {
  type: 'CaseUnshared',
  data: { ...of, collaboratorId: luis.collaboratorId, recipientId: luisId, cause: 'by-provider' },
} as const;
const expired = {
  type: 'GrantExpired',
  data: { ...of, collaboratorId: luis.collaboratorId, recipientId: luisId },
} as const;
const invited = (whom: Collaborator, asks: 'complete-registration' | 'accept-responsibility') =>
  ({ type: 'CollaboratorInvited', data: { ...invitation(whom), asks, expiresAt: inDays(30) } }) as const;
const resent = (whom: Collaborator) =>
  ({
    type: 'InvitationResent',
    data: { ...invitation(whom), replaces: invitationOf(mei), expiresAt: inDays(30) },
  }) as const;
const reminded = (whom: Collaborator) =>
  ({ type: 'InvitationReminded', data: { ...invitation(whom), reminder: 1 } }) as const;
const published = { type: 'SetupReadyForReview', data: { ...setup, occurredAt: NOW } } as const;
const sentBack = { type: 'SetupSentBack', data: { ...setup, collaboratorId: luis.collaboratorId, words } } as const;
const approved = { type: 'SetupApproved', data: { ...setup, caseType: 'two' } } as const;
const ready = { type: 'SetupMarkedReady', data: { ...setup, ...byLuis } } as const;
const declinedByPetra = { type: 'SetupDeclinedByCollaborator', data: { ...setup, ...byPetra, words } } as const;
const declined = { type: 'SetupDeclined', data: { ...setup, words } } as const;
const escalated = {
  type: 'ReviewEscalated',
  data: { ...setup, collaboratorId: luis.collaboratorId, waitingSince: inDays(-5) },
} as const;
const posted = (whom: Collaborator, authorId: PersonId) =>
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
const revision = (through?: Collaborator) =>
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

type Line = readonly [sentence: string, event: Recorded, known: NoticeView, told: readonly string[]];
const holds = (lines: readonly Line[]) =>
  it.each(lines.map((line) => [...line] as const))('%s', (_sentence, event, known, expected) => {
    expect(told(event, known)).toEqual(expected);
  });

describe('collaborator-added', () =>
  holds([
    ['who has accepted is told of a case', recorded(shared(luis)), view([share(luis)]), ['collaborator-added -> Luis']],
    [
      'each member of an organisation is told',
      recorded(shared(planWell)),
      view([share(planWell)]),
      ['collaborator-added -> Petra', 'collaborator-added -> Paulo'],
    ],
    ['who has not accepted is not', recorded(shared(luis)), view([share(luis, 'blind')]), []],
    ['others who see the case are not', recorded(shared(luis)), view([share(luis, 'blind'), share(mei)]), []],
    [
      'who ordered it is not told of their own share',
      recorded(shared(luis), asCollaborator(luisId)),
      view([share(luis)]),
      [],
    ],
  ]));

describe('invitations (product.md B4)', () =>
  holds([
    [
      'who is no provider yet is asked to complete the registration',
      recorded(invited(luis, 'complete-registration')),
      view(),
      ['complete-registration -> Luis'],
    ],
    [
      'who is one is asked to accept the responsibility',
      recorded(invited(luis, 'accept-responsibility')),
      view(),
      ['accept-responsibility -> Luis'],
    ],
    [
      'of an organisation every member is asked',
      recorded(invited(planWell, 'accept-responsibility')),
      view(),
      ['accept-responsibility -> Petra', 'accept-responsibility -> Paulo'],
    ],
    ['resent, it asks the same again', recorded(resent(luis)), view(), ['complete-registration -> Luis']],
    [
      'a reminder asks the same again',
      recorded(reminded(planWell), rule),
      view(),
      ['accept-responsibility -> Petra', 'accept-responsibility -> Paulo'],
    ],
    [
      'of an entry that is not known nobody is reminded',
      recorded(reminded(luis), rule),
      { entries: [], shares: [] },
      [],
    ],
    [
      'accepted: the provider is told, fellow members are not',
      recorded(
        { type: 'InvitationAccepted', data: { ...invitation(planWell), personId: petraId } },
        asCollaborator(petraId),
      ),
      view(),
      ['invitation-accepted -> Anna'],
    ],
    [
      'declined: the provider is told',
      recorded({ type: 'InvitationDeclined', data: { ...invitation(luis), personId: luisId } }, asCollaborator(luisId)),
      view(),
      ['invitation-declined -> Anna'],
    ],
    [
      'expired: the provider is told',
      recorded({ type: 'InvitationExpired', data: invitation(luis) }, rule),
      view(),
      ['invitation-expired -> Anna'],
    ],
    [
      'withdrawn: nobody is told',
      recorded({ type: 'InvitationWithdrawn', data: invitation(luis) }),
      view([], false),
      [],
    ],
  ]));

describe('setup-ready-for-review, setup-ready-on-shared-case', () =>
  holds([
    [
      'everybody who sees the case is told, and the provider',
      recorded(published, lab),
      view([share(luis), share(planWell)]),
      [
        'setup-ready-for-review -> Luis',
        'setup-ready-for-review -> Petra',
        'setup-ready-for-review -> Paulo',
        'setup-ready-on-shared-case -> Anna',
      ],
    ],
    [
      'who does not see it is not; shared it is all the same',
      recorded(published, lab),
      view([share(luis, 'blind')]),
      ['setup-ready-on-shared-case -> Anna'],
    ],
    ['of a case shared with nobody nobody is told', recorded(published, lab), view(), []],
    ['nor of one no longer shared', recorded(published, lab), view([{ ...share(luis), open: false, sees: false }]), []],
    [
      'nor because another case is shared',
      recorded(published, lab),
      view([share(luis, 'sees', idOf(31) as CaseId)]),
      [],
    ],
    [
      'who stands behind two entries is told once',
      recorded(published, lab),
      {
        ...view([share(luis), share(planWell)]),
        entries: view().entries.map((one) => ({ ...one, people: [petraId] })),
      },
      ['setup-ready-for-review -> Petra', 'setup-ready-on-shared-case -> Anna'],
    ],
    [
      'a provider who works for the planning service is told as the provider',
      recorded(published, lab),
      { ...view([share(planWell)]), entries: view().entries.map((one) => ({ ...one, people: [annaId, petraId] })) },
      ['setup-ready-for-review -> Petra', 'setup-ready-on-shared-case -> Anna'],
    ],
  ]));

describe('setup-sent-back', () =>
  holds([
    [
      'the named collaborator is told, and has the reason to read',
      recorded(sentBack),
      view([share(luis), share(mei)]),
      ['setup-sent-back -> Luis', 'messages-unread -> Luis'],
    ],
    ['not where they see the case no more', recorded(sentBack), view([share(luis, 'blind'), share(mei)]), []],
  ]));

describe('setup-approved', () =>
  holds([
    [
      'everybody who sees the case is told',
      recorded(approved),
      view([share(luis), share(mei)]),
      ['setup-approved -> Luis', 'setup-approved -> Mei'],
    ],
    [
      'whose grant ended with it is told of that alone',
      recorded(approved),
      view([share(luis, 'lost'), share(mei)]),
      ['setup-approved -> Mei', 'access-ended -> Luis'],
    ],
    ['who has not accepted is not told', recorded(approved), view([share(luis, 'blind')]), []],
  ]));

describe('collaborator-ready, collaborator-declined, review-overdue', () =>
  holds([
    [
      'ready: the provider is told, other collaborators are not',
      recorded(ready, asCollaborator(luisId)),
      view([share(luis), share(mei)]),
      ['collaborator-ready -> Anna'],
    ],
    [
      'ready with words: they are to be read, too',
      recorded({ ...ready, data: { ...ready.data, words } }, asCollaborator(luisId)),
      view([share(luis)]),
      ['collaborator-ready -> Anna', 'messages-unread -> Anna'],
    ],
    [
      'declined: the provider is told, fellow members are not',
      recorded(declinedByPetra, asCollaborator(petraId)),
      view([share(planWell)]),
      ['collaborator-declined -> Anna', 'messages-unread -> Anna'],
    ],
    [
      'overdue: the provider is told, the collaborator is not',
      recorded(escalated, rule),
      view([share(luis)]),
      ['review-overdue -> Anna'],
    ],
  ]));

describe('messages-unread', () =>
  holds([
    [
      'a collaborator’s message goes to the provider, not to fellow members',
      recorded(posted(planWell, petraId), asCollaborator(petraId)),
      view([share(planWell), share(luis)]),
      ['messages-unread -> Anna'],
    ],
    [
      'the provider’s message goes to every member, not to other collaborators',
      recorded(posted(planWell, annaId)),
      view([share(planWell), share(luis)]),
      ['messages-unread -> Petra', 'messages-unread -> Paulo'],
    ],
    ['not to who has not accepted', recorded(posted(luis, annaId)), view([share(luis, 'blind')]), []],
    [
      'the provider’s decline is to be read in every conversation',
      recorded(declined),
      view([share(luis), share(mei), share(planWell, 'blind')]),
      ['messages-unread -> Luis', 'messages-unread -> Mei'],
    ],
    [
      'so are the provider’s words for a revision',
      recorded(revision()),
      view([share(luis), share(mei, 'blind')]),
      ['messages-unread -> Luis'],
    ],
    [
      'a collaborator’s words for one go to the provider',
      recorded(revision(luis), asCollaborator(luisId)),
      view([share(luis), share(mei)]),
      ['messages-unread -> Anna'],
    ],
  ]));

describe('access-ended', () => {
  const entryEnded = ['access-ended -> Luis'];
  holds([
    ['unshared: the collaborator is told', recorded(unshared), view([share(luis, 'lost'), share(mei)]), entryEnded],
    [
      'unshared from who never saw it, or was told already: nobody is',
      recorded({ ...unshared, data: { ...unshared.data, cause: 'collaborator-removed' } }, rule),
      view([{ ...share(luis, 'blind'), open: false }]),
      [],
    ],
    [
      'unshared from who sees it through an organisation: nobody is',
      recorded(unshared),
      {
        ...view([share(luis, 'lost'), share(planWell)]),
        entries: view().entries.map((one) => ({ ...one, people: [luisId] })),
      },
      [],
    ],
    ['expired: the collaborator is told', recorded(expired, rule), view([share(luis, 'lost')]), entryEnded],
    [
      'paused: the collaborator is told once',
      recorded({ type: 'CollaboratorPaused', data: entry(luis) }),
      view([share(luis, 'lost')]),
      entryEnded,
    ],
    [
      'removed: every member is told once, whatever number of cases',
      recorded({ type: 'CollaboratorRemoved', data: entry(planWell) }),
      view([share(planWell, 'lost'), share(planWell, 'lost', idOf(31) as CaseId)]),
      ['access-ended -> Petra', 'access-ended -> Paulo'],
    ],
    [
      'removed before they accepted, or while paused: nobody is',
      recorded({ type: 'CollaboratorRemoved', data: entry(luis) }),
      view([], false),
      [],
    ],
    [
      'removed before they accepted, while others had: nobody is',
      recorded({ type: 'CollaboratorRemoved', data: entry(luis) }),
      {
        ...view(),
        entries: view().entries.map((one) => ({ ...one, wasActive: one.collaboratorId !== luis.collaboratorId })),
      },
      [],
    ],
    [
      'consent withdrawn: who loses a case by it is told, for each case',
      recorded(withdrawn),
      view([share(luis, 'lost'), share(luis, 'lost', idOf(31) as CaseId), share(mei)]),
      ['access-ended -> Luis', 'access-ended -> Luis'],
    ],
    ['consent withdrawn from who saw nothing: nobody is told', recorded(withdrawn), view([share(luis, 'blind')]), []],
    [
      'objected: who loses a case by it is told',
      recorded({ ...withdrawn, type: 'SharingObjected' }),
      view([share(luis, 'lost'), share(mei)]),
      entryEnded,
    ],
    [
      'restricted: who loses a case by it is told',
      recorded({
        type: 'ProcessingRestricted',
        data: { patientId, providerId: annaId, ground: 'duty-to-keep', eraseAt: inDays(1) },
      }),
      view([share(luis, 'lost')]),
      entryEnded,
    ],
    [
      'erased: who loses a case by it is told',
      recorded({ type: 'PersonalDataErased', data: { patientId, providerId: annaId, classes: ['content'] } }),
      view([share(luis, 'lost')]),
      entryEnded,
    ],
    [
      'a stricter policy: who loses cases by it is told once',
      recorded({ type: 'ConsentPolicyChosen', data: { providerId: annaId, policy: 'per-patient' } }),
      view([share(luis, 'lost'), share(luis, 'lost', idOf(31) as CaseId), share(mei)]),
      entryEnded,
    ],
    [
      'who leaves an organisation is told, who stays is not',
      recorded(
        { type: 'MemberRemoved', data: { organisationId: planWellId, personId: petraId } },
        { id: annaId, role: 'administrator' },
      ),
      view(),
      ['access-ended -> Petra'],
    ],
  ]);
});

describe('a notification', () => {
  const bulkId = idOf(700) as BulkId;

  it('says with ids what it is about, and nothing else', () => {
    const about = (event: Recorded, known: NoticeView) => notificationsOf(event, known)[0]?.about;
    const ofLuis = { providerId: annaId, collaboratorId: luis.collaboratorId };
    expect(about(recorded(reminded(luis), rule), view())).toEqual({ ...ofLuis, invitationId: invitationOf(luis) });
    expect(about(recorded(ready, asCollaborator(luisId)), view())).toEqual({ ...ofLuis, caseId, setupVersion: 2 });
    expect(about(recorded(posted(luis, annaId)), view([share(luis)]))).toEqual({
      ...ofLuis,
      caseId,
      messageId: messageOf(2),
    });
    const bulk = recorded({ ...unshared, data: { ...unshared.data, cause: 'bulk-undone', bulkId } });
    expect(about(bulk, view([share(luis, 'lost')]))).toEqual({ ...ofLuis, caseId, bulkId });
    const sharedInBulk = recorded({ ...shared(luis), data: { ...shared(luis).data, cause: 'bulk', bulkId } });
    expect(about(sharedInBulk, view([share(luis)]))).toEqual({ ...ofLuis, caseId, bulkId });
  });

  it('names what caused it, under a key that is its own and stays', () => {
    const event = recorded(withdrawn);
    const known = view([share(luis, 'lost'), share(luis, 'lost', idOf(31) as CaseId), share(planWell, 'lost')]);
    const first = notificationsOf(event, known);
    expect(first.map(({ causedBy }) => causedBy)).toEqual(first.map(() => 'event'));
    expect(new Set(first.map(({ key }) => key)).size).toBe(4);
    expect(
      new Set(notificationsOf(event, { ...known, shares: [...known.shares].reverse() }).map(({ key }) => key)),
    ).toEqual(new Set(first.map(({ key }) => key)));
  });

  it('is never of one’s own act', () => {
    const known = view([share(luis), share(mei), share(planWell), share(luis, 'lost', idOf(31) as CaseId)]);
    const events = [published, sentBack, approved, ready, declinedByPetra, declined, escalated, withdrawn, revision()];
    for (const event of [...events, shared(planWell), reminded(luis), posted(planWell, annaId)]) {
      const everybody = notificationsOf(recorded(event, rule), known);
      expect(everybody).not.toEqual([]);
      for (const { to } of everybody) {
        const others = everybody.filter((one) => one.to !== to);
        expect(notificationsOf(recorded(event, asCollaborator(to)), known)).toEqual(others);
      }
    }
  });

  it('comes of these events and no others', () =>
    expect([...notifyingEvents].sort()).toEqual([
      'CaseShared',
      'CaseUnshared',
      'CollaboratorInvited',
      'CollaboratorPaused',
      'CollaboratorRemoved',
      'ConsentPolicyChosen',
      'ConsentWithdrawn',
      'GrantExpired',
      'InvitationAccepted',
      'InvitationDeclined',
      'InvitationExpired',
      'InvitationReminded',
      'InvitationResent',
      'MemberRemoved',
      'MessagePosted',
      'PersonalDataErased',
      'ProcessingRestricted',
      'ReviewEscalated',
      'RevisionRequested',
      'SetupApproved',
      'SetupDeclined',
      'SetupDeclinedByCollaborator',
      'SetupMarkedReady',
      'SetupReadyForReview',
      'SetupSentBack',
      'SharingObjected',
    ]));

  it('is of every kind', () => {
    const known = view([share(luis), share(mei, 'lost')]);
    const events = [shared(luis), invited(luis, 'complete-registration'), invited(luis, 'accept-responsibility')];
    const told = [
      ...[...events, published, sentBack, approved, ready, declinedByPetra, escalated, posted(luis, annaId)],
      { type: 'InvitationAccepted', data: { ...invitation(luis), personId: luisId } } as const,
      { type: 'InvitationDeclined', data: { ...invitation(luis), personId: luisId } } as const,
      { type: 'InvitationExpired', data: invitation(luis) } as const,
    ].flatMap((event) => notificationsOf(recorded(event, rule), known).map(({ kind }) => kind));
    // The end that comes by itself is told by `accessEndsSoon`.
    expect(new Set([...told, 'access-ends-soon'])).toEqual(new Set(Object.keys(notificationKinds)));
  });
});
