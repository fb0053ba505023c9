import { describe, expect, it } from '@jest/globals';
import type { Recorded } from '../events.js';
import type { BulkId, CaseId } from '../ids.js';
import { annaId, caseId, idOf, invitationOf, luis, luisId, mei, messageOf, planWell } from '../testing/index.js';
import { type NoticeView, notificationKinds, notificationsOf, notifyingEvents } from './index.js';
import {
  invitation,
  rule,
  asCollaborator,
  recorded,
  share,
  view,
  withdrawn,
  shared,
  unshared,
  invited,
  reminded,
  published,
  sentBack,
  approved,
  ready,
  declinedByPetra,
  declined,
  escalated,
  posted,
  revision,
} from './sentences/tell.js';

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
