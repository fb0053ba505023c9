import { describe, it } from '@jest/globals';
import {
  aCase,
  anna,
  annaId,
  aRoster,
  by,
  caseId,
  everybody,
  given,
  inDays,
  jonas,
  jonasId,
  luis,
  luisId,
  messageOf,
  NOW,
  patientId,
  pauloId,
  person,
  petraId,
  planWell,
  technician,
} from '../../testing/index.js';
import { type ApproveSetup, type CaseCommand, caseDecider, type SendSetupBack } from '../index.js';

const ofCase = { caseId, patientId, providerId: annaId };
const words = { messageId: messageOf(90), text: 'Zahn 12 bitte weniger rotieren.' };
const blank = { messageId: messageOf(91), text: ' \n' };
const markReady = (setupVersion: number): CaseCommand => ({ type: 'MarkSetupReady', data: { setupVersion } });
const decline = (setupVersion: number): CaseCommand => ({ type: 'DeclineSetup', data: { setupVersion, words } });
const approve = (setupVersion: number): ApproveSetup => ({
  type: 'ApproveSetup',
  data: { setupVersion, caseType: 'two' },
});
const sendBack = (setupVersion: number, to = luis): SendSetupBack => ({
  type: 'SendSetupBack',
  data: { setupVersion, collaboratorId: to.collaboratorId, words },
});
const byLuis = by(person(luisId));
const shared = aCase().sharedWith(luis).sharedWith(jonas);
const withSetup = shared.setup();
const verdict = { ...ofCase, setupVersion: 1, collaboratorId: luis.collaboratorId, personId: luisId };

describe('a collaborator’s verdict (product.md C6, C8)', () => {
  it('is recorded with the person and the words', () => {
    given(caseDecider, withSetup.events)
      .when(markReady(1), byLuis)
      .then([{ type: 'SetupMarkedReady', data: verdict }]);
    given(caseDecider, withSetup.events)
      .when({ type: 'MarkSetupReady', data: { setupVersion: 1, words } }, byLuis)
      .then([{ type: 'SetupMarkedReady', data: { ...verdict, words } }]);
    given(caseDecider, withSetup.events)
      .when(decline(1), byLuis)
      .then([{ type: 'SetupDeclinedByCollaborator', data: { ...verdict, words } }]);
  });

  it('stores exactly the words, whatever else came in with them', () => {
    const withMore = { ...words, author: 'somebody' };
    const ready = given(caseDecider, withSetup.events);
    ready
      .when({ type: 'MarkSetupReady', data: { setupVersion: 1, words: withMore } }, byLuis)
      .then([{ type: 'SetupMarkedReady', data: { ...verdict, words } }]);
    ready
      .when({ type: 'DeclineSetup', data: { setupVersion: 1, words: withMore } }, by())
      .then([{ type: 'SetupDeclined', data: { ...ofCase, setupVersion: 1, words } }]);
  });

  it('is not recorded again, unless there is something new to say', () => {
    const ready = given(caseDecider, withSetup.ready(luis).events);
    ready.when(markReady(1), byLuis).thenNothing();
    ready
      .when({ type: 'MarkSetupReady', data: { setupVersion: 1, words } }, byLuis)
      .then([{ type: 'SetupMarkedReady', data: { ...verdict, words } }]);
  });

  it('on an outdated version is refused with the current one', () => {
    const second = given(caseDecider, withSetup.setup().events);
    second.when(markReady(1), byLuis).thenRejected('CASE.SETUP_VERSION_OUTDATED', { currentVersion: 2 });
    second.when(decline(1), byLuis).thenRejected('CASE.SETUP_VERSION_OUTDATED', { currentVersion: 2 });
    second.when(approve(1), by()).thenRejected('CASE.SETUP_VERSION_OUTDATED', { currentVersion: 2 });
    second.when(sendBack(1), by()).thenRejected('CASE.SETUP_VERSION_OUTDATED', { currentVersion: 2 });
    second.when(markReady(3), byLuis).thenRejected('CASE.SETUP_UNKNOWN', { currentVersion: 2 });
    given(caseDecider, shared.events).when(markReady(1), byLuis).thenRejected('CASE.SETUP_UNKNOWN');
    given(caseDecider, shared.events).when(markReady(0), byLuis).thenRejected('CASE.SETUP_UNKNOWN');
  });

  it('is refused once the version is declined or approved', () => {
    given(caseDecider, withSetup.declinedBy(jonas).events)
      .when(markReady(1), byLuis)
      .thenRejected('CASE.SETUP_NOT_OPEN', { setupState: 'declined' });
    given(caseDecider, withSetup.declinedBy(jonas).events).when(decline(1), byLuis).thenRejected('CASE.SETUP_NOT_OPEN');
    given(caseDecider, withSetup.approved().events)
      .when(markReady(1), byLuis)
      .thenRejected('CASE.SETUP_NOT_OPEN', { setupState: 'approved' });
  });

  it('needs notes to decline, and the same decline again records nothing', () => {
    given(caseDecider, withSetup.events)
      .when({ type: 'DeclineSetup', data: { setupVersion: 1, words: blank } }, byLuis)
      .thenRejected('CASE.WORDS_MISSING');
    const declined = given(caseDecider, withSetup.events).when(decline(1), byLuis).events;
    given(caseDecider, [...withSetup.events, ...declined])
      .when(decline(1), byLuis)
      .thenNothing();
  });

  it('of an organisation is the newest of any member, who is named (B8)', () => {
    const planned = aCase().sharedWith(planWell).setup().ready(planWell);
    const data = { ...ofCase, setupVersion: 1, collaboratorId: planWell.collaboratorId };
    given(caseDecider, planned.events)
      .when(markReady(1), by(person(petraId)))
      .thenNothing();
    given(caseDecider, planned.events)
      .when(markReady(1), by(person(pauloId)))
      .then([{ type: 'SetupMarkedReady', data: { ...data, personId: pauloId } }]);
  });

  it('is no provider’s and no stranger’s, and on an archived case nobody’s', () => {
    given(caseDecider, withSetup.events).when(markReady(1), by()).thenRejected('ACCESS.DENIED');
    given(caseDecider, withSetup.events).when(markReady(1), by(technician)).thenRejected('ACCESS.DENIED');
    given(caseDecider, withSetup.events)
      .when(markReady(1), by(person(petraId)))
      .thenRejected('ACCESS.NOT_FOUND');
    given(caseDecider, withSetup.closed().events).when(markReady(1), byLuis).thenRejected('CASE.ARCHIVED');
    const removed = { roster: everybody().without(luis).build() };
    given(caseDecider, withSetup.events)
      .when(markReady(1), by(person(luisId), removed))
      .thenRejected('ACCESS.NOT_FOUND');
  });
});

describe('the provider’s decline', () => {
  it('is an event of its own, and once', () => {
    const first = given(caseDecider, withSetup.events).when(decline(1), by());
    first.then([{ type: 'SetupDeclined', data: { ...ofCase, setupVersion: 1, words } }]);
    given(caseDecider, [...withSetup.events, ...first.events])
      .when(decline(1), by())
      .thenNothing();
  });
});

describe('sending back', () => {
  it('takes back a ready, or reopens what the collaborator declined', () => {
    const event = {
      type: 'SetupSentBack',
      data: { ...ofCase, setupVersion: 1, collaboratorId: luis.collaboratorId, words },
    } as const;
    given(caseDecider, withSetup.ready(luis).events).when(sendBack(1), by()).then([event]);
    given(caseDecider, withSetup.declinedBy(luis).events).when(sendBack(1), by()).then([event]);
    given(caseDecider, [...withSetup.ready(luis).events, event])
      .when(sendBack(1), by())
      .thenNothing();
  });

  it('needs a reason', () =>
    given(caseDecider, withSetup.ready(luis).events)
      .when({ ...sendBack(1), data: { ...sendBack(1).data, words: blank } }, by())
      .thenRejected('CASE.WORDS_MISSING'));

  it('needs something to send back, of the collaborator named', () => {
    given(caseDecider, withSetup.events).when(sendBack(1), by()).thenRejected('CASE.NOTHING_TO_SEND_BACK');
    given(caseDecider, withSetup.declinedBy(jonas).events)
      .when(sendBack(1), by())
      .thenRejected('CASE.NOTHING_TO_SEND_BACK', { declinedBy: jonas.collaboratorId });
    given(caseDecider, aCase().setup().events).when(sendBack(1), by()).thenRejected('CASE.NOT_SHARED');
  });

  it('reopens through another collaborator where who declined has lost the grant', () =>
    given(caseDecider, withSetup.declinedBy(jonas).unsharedFrom(jonas).events)
      .when(sendBack(1), by())
      .then([
        { type: 'SetupSentBack', data: { ...ofCase, setupVersion: 1, collaboratorId: luis.collaboratorId, words } },
      ]));

  it('never reopens what the provider declined or approved', () => {
    given(caseDecider, withSetup.declined().events).when(sendBack(1), by()).thenRejected('CASE.SETUP_NOT_OPEN');
    given(caseDecider, withSetup.approved().events).when(sendBack(1), by()).thenRejected('CASE.SETUP_NOT_OPEN');
  });

  it('is the provider’s alone', () =>
    given(caseDecider, withSetup.ready(luis).events).when(sendBack(1), byLuis).thenRejected('ACCESS.DENIED'));
});

describe('approving', () => {
  const approved = { type: 'SetupApproved', data: { ...ofCase, setupVersion: 1, caseType: 'two' } } as const;

  it('works on any open version, whatever the verdicts (C7), and once', () => {
    given(caseDecider, withSetup.events).when(approve(1), by()).then([approved]);
    given(caseDecider, withSetup.ready(luis).sentBackTo(luis).events).when(approve(1), by()).then([approved]);
    given(caseDecider, withSetup.approved().events).when(approve(1), by()).thenNothing();
  });

  it('is refused on a version that is declined, or approved with another case type', () => {
    given(caseDecider, withSetup.declined().events).when(approve(1), by()).thenRejected('CASE.SETUP_NOT_OPEN');
    given(caseDecider, withSetup.approved('one').events).when(approve(1), by()).thenRejected('CASE.SETUP_NOT_OPEN');
    given(caseDecider, withSetup.events)
      .when({ type: 'ApproveSetup', data: { setupVersion: 1, caseType: 'retainer-only' } }, by())
      .thenRejected('CASE.CASE_TYPE_MISMATCH');
  });

  it('is never delegable (B3)', () => {
    const everything = ['decline-setups', 'add-orders', 'request-revisions', 'manage-holds'] as const;
    const roster = aRoster().with(luis, everything).build();
    given(caseDecider, withSetup.events)
      .when(approve(1), by(person(luisId), { roster }))
      .thenRejected('ACCESS.DENIED', { reason: 'not-permitted' });
    given(caseDecider, withSetup.events).when(approve(1), byLuis).thenRejected('ACCESS.DENIED');
    given(caseDecider, withSetup.events)
      .when(approve(1), by(person(jonasId)))
      .thenRejected('ACCESS.DENIED');
  });
});

describe('publishing a setup', () => {
  const publish = (setupVersion: number, occurredAt = NOW, viewerUrl?: string): CaseCommand => ({
    type: 'PublishSetup',
    data: { setupVersion, occurredAt, ...(viewerUrl !== undefined && { viewerUrl }) },
  });
  const byLab = by(technician);

  it('is the lab’s, numbered one by one, each once', () => {
    given(caseDecider, shared.events)
      .when(publish(1, NOW, 'https://viewer.example/1'), byLab)
      .then([
        {
          type: 'SetupReadyForReview',
          data: { ...ofCase, setupVersion: 1, occurredAt: NOW, viewerUrl: 'https://viewer.example/1' },
        },
      ]);
    given(caseDecider, withSetup.events).when(publish(1), byLab).thenNothing();
    given(caseDecider, withSetup.events)
      .when(publish(1, inDays(-1)), byLab)
      .thenRejected('CASE.SETUP_VERSION_OUTDATED', { currentVersion: 1 });
    given(caseDecider, withSetup.events)
      .when(publish(3), byLab)
      .thenRejected('CASE.SETUP_VERSION_NOT_NEXT', { nextVersion: 2 });
  });

  it('is refused when nobody waits for one, for moments to come and for other addresses than https', () => {
    given(caseDecider, withSetup.approved().events).when(publish(2), byLab).thenRejected('CASE.SETUP_NOT_EXPECTED');
    given(caseDecider, shared.events)
      .when(publish(1, inDays(1)), byLab)
      .thenRejected('CASE.SETUP_IN_THE_FUTURE');
    given(caseDecider, shared.events).when(publish(1, '2026-03-01'), byLab).thenRejected('TIME.INVALID');
    for (const url of ['http://viewer.example/1', 'javascript:alert(1)', 'https://']) {
      given(caseDecider, shared.events)
        .when(publish(1, NOW, url), byLab)
        .thenRejected('CASE.VIEWER_URL_INVALID');
    }
  });

  it('is nobody else’s, and ends with the case', () => {
    given(caseDecider, shared.events).when(publish(1), by()).thenRejected('ACCESS.DENIED');
    given(caseDecider, shared.events).when(publish(1), byLuis).thenRejected('ACCESS.DENIED');
    given(caseDecider, shared.events)
      .when(publish(1), by(person(petraId)))
      .thenRejected('ACCESS.NOT_FOUND');
    given(caseDecider, shared.closed().events).when(publish(1), byLab).thenRejected('CASE.ARCHIVED');
    given(caseDecider, shared.events).when(publish(1), by(anna)).thenRejected('ACCESS.DENIED');
  });
});
