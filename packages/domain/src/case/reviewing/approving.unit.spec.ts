import { describe, it } from '@jest/globals';
import {
  aCase,
  administrator,
  anna,
  annaId,
  aRoster,
  by,
  caseId,
  everybody,
  given,
  jonas,
  jonasId,
  luis,
  luisId,
  mei,
  meiId,
  messageOf,
  NOW,
  patientId,
  person,
  technician,
} from '../../testing/index.js';
import {
  type ApproveSetup,
  type CaseCommand,
  caseDecider,
  type CaseType,
  type ReviewRule,
  type SendSetupBack,
} from '../index.js';

const ofCase = { caseId, patientId, providerId: annaId };
const words = { messageId: messageOf(90), text: 'Zahn 12 bitte weniger rotieren.' };
const blank = { messageId: messageOf(91), text: ' \n' };
const approve = (setupVersion: number, caseType: CaseType = 'two'): ApproveSetup => ({
  type: 'ApproveSetup',
  data: { setupVersion, caseType },
});
const sendBack = (setupVersion: number, to = luis): SendSetupBack => ({
  type: 'SendSetupBack',
  data: { setupVersion, collaboratorId: to.collaboratorId, words },
});
const byLuis = by(person(luisId));
const shared = aCase().sharedWith(luis).sharedWith(jonas);
const withSetup = shared.setup();

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

  it('says what was sent back already only with the same words, and while the version is open', () => {
    const sentBack = withSetup
      .ready(luis)
      .and(...given(caseDecider, withSetup.ready(luis).events).when(sendBack(1), by()).events);
    const others = { ...words, messageId: messageOf(92) };
    given(caseDecider, sentBack.events)
      .when({ ...sendBack(1), data: { ...sendBack(1).data, words: others } }, by())
      .thenRejected('CASE.NOTHING_TO_SEND_BACK', { collaboratorId: luis.collaboratorId });
    given(caseDecider, sentBack.declined().events).when(sendBack(1), by()).thenRejected('CASE.SETUP_NOT_OPEN');
  });

  it('is to nobody whom the roster does not know', () =>
    given(caseDecider, withSetup.ready(luis).events)
      .when(sendBack(1), by(anna, { roster: aRoster().build() }))
      .thenRejected('CASE.NOT_SHARED'));

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

  it('reopens through another also where who declined was removed from the roster', () => {
    const declined = given(caseDecider, withSetup.declinedBy(jonas).events);
    const roster = everybody().without(jonas).build();
    declined.when(sendBack(1, jonas), by(anna, { roster })).thenRejected('CASE.NOT_SHARED');
    declined
      .when(sendBack(1), by(anna, { roster }))
      .then([
        { type: 'SetupSentBack', data: { ...ofCase, setupVersion: 1, collaboratorId: luis.collaboratorId, words } },
      ]);
  });

  it('takes a share whose date has passed for none, though no event has said so (product.md G3)', () => {
    const ends = { on: 'date', at: NOW } as const;
    const declined = aCase().sharedWith(luis).sharedWith(jonas, { ends }).setup().declinedBy(jonas);
    given(caseDecider, declined.events).when(sendBack(1, jonas), by()).thenRejected('CASE.NOT_SHARED');
    given(caseDecider, declined.events)
      .when(sendBack(1), by())
      .then([
        { type: 'SetupSentBack', data: { ...ofCase, setupVersion: 1, collaboratorId: luis.collaboratorId, words } },
      ]);
  });

  it('is about the newest version, and never while a revision is awaited', () => {
    given(caseDecider, withSetup.ready(luis).setup().events)
      .when(sendBack(1), by())
      .thenRejected('CASE.SETUP_VERSION_OUTDATED', { currentVersion: 2 });
    for (const before of [withSetup.ready(luis), withSetup.declinedBy(luis)])
      given(caseDecider, before.revisionAsked().events)
        .when(sendBack(1), by())
        .thenRejected('CASE.SETUP_NOT_OPEN', { revisionAsked: true });
  });

  it('is the provider’s alone, on a case that goes on', () => {
    const ready = given(caseDecider, withSetup.ready(luis).events);
    for (const actor of [person(luisId), technician])
      ready.when(sendBack(1), by(actor)).thenRejected('ACCESS.DENIED', { reason: 'not-permitted' });
    for (const actor of [person(meiId), administrator])
      ready.when(sendBack(1), by(actor)).thenRejected('ACCESS.NOT_FOUND');
    given(caseDecider, withSetup.ready(luis).closed().events).when(sendBack(1), by()).thenRejected('CASE.ARCHIVED');
  });
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
      .when(approve(1, 'retainer-only'), by())
      .thenRejected('CASE.CASE_TYPE_MISMATCH', { caseType: 'retainer-only', kind: 'aligner' });
  });

  it('is about the newest version', () =>
    given(caseDecider, withSetup.setup().events)
      .when(approve(1), by())
      .thenRejected('CASE.SETUP_VERSION_OUTDATED', { currentVersion: 2 }));

  it('picks the case type the first time, and keeps it for a revision', () => {
    const unnamed: ApproveSetup = { type: 'ApproveSetup', data: { setupVersion: 2 } };
    const revised = given(caseDecider, withSetup.approved('one').revisionAsked().setup().events);
    const again = { type: 'SetupApproved', data: { ...ofCase, setupVersion: 2, caseType: 'one' } } as const;
    revised.when(unnamed, by()).then([again]);
    revised.when(approve(2, 'one'), by()).then([again]);
    revised.when(approve(2, 'two'), by()).thenRejected('CASE.CASE_TYPE_CHOSEN', { caseType: 'one' });
    const repeated = given(caseDecider, withSetup.approved('one').revisionAsked().setup().approved('one').events);
    repeated.when(unnamed, by()).thenNothing();
    given(caseDecider, withSetup.setup().events).when(unnamed, by()).thenRejected('CASE.CASE_TYPE_MISSING');
  });

  it('of the version before is refused while a revision is awaited', () => {
    for (const before of [withSetup, withSetup.approved()])
      given(caseDecider, before.revisionAsked().events)
        .when(approve(1), by())
        .thenRejected('CASE.SETUP_NOT_OPEN', { revisionAsked: true });
  });

  it('waits while the case is on hold, and ends with it', () => {
    given(caseDecider, withSetup.and({ type: 'CasePutOnHold', data: ofCase }).events)
      .when(approve(1), by())
      .thenRejected('CASE.ON_HOLD');
    given(caseDecider, withSetup.closed().events).when(approve(1), by()).thenRejected('CASE.ARCHIVED');
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
    given(caseDecider, withSetup.events).when(approve(1), by(technician)).thenRejected('ACCESS.DENIED');
    for (const actor of [person(meiId), administrator])
      given(caseDecider, withSetup.events).when(approve(1), by(actor)).thenRejected('ACCESS.NOT_FOUND');
  });
});

describe('choosing the review rule (product.md C7)', () => {
  const choose = (reviewRule: ReviewRule): CaseCommand => ({ type: 'ChooseReviewRule', data: { reviewRule } });
  const ledBy = ({ collaboratorId }: typeof luis): ReviewRule => ({ rule: 'lead', collaboratorId });
  const chosen = (reviewRule: ReviewRule) => ({ type: 'ReviewRuleChosen', data: { ...ofCase, reviewRule } }) as const;
  const ruledBy = (rule: ReviewRule) => given(caseDecider, aCase({ rule }).sharedWith(luis).events);

  it('is recorded where it changes anything', () => {
    ruledBy({ rule: 'any' })
      .when(choose({ rule: 'all' }), by())
      .then([chosen({ rule: 'all' })]);
    ruledBy({ rule: 'all' })
      .when(choose({ rule: 'any' }), by())
      .then([chosen({ rule: 'any' })]);
    ruledBy({ rule: 'any' })
      .when(choose(ledBy(luis)), by())
      .then([chosen(ledBy(luis))]);
    ruledBy(ledBy(luis))
      .when(choose(ledBy(jonas)), by())
      .then([chosen(ledBy(jonas))]);
    for (const rule of [{ rule: 'any' }, { rule: 'all' }, ledBy(luis)] as const)
      ruledBy(rule).when(choose(rule), by()).thenNothing();
  });

  it('stores exactly the rule, whatever else came in with it', () => {
    const withMore = { ...ledBy(luis), name: 'Luis' };
    ruledBy({ rule: 'any' })
      .when(choose(withMore), by())
      .then([chosen(ledBy(luis))]);
  });

  it('takes a lead who has or had an entry, shared with or not, and nobody else', () => {
    const roster = aRoster().with(luis).with(mei).without(mei).build();
    const any = ruledBy({ rule: 'any' });
    any.when(choose(ledBy(mei)), by(anna, { roster })).then([chosen(ledBy(mei))]);
    any.when(choose(ledBy(jonas)), by(anna, { roster })).thenRejected('CASE.LEAD_UNKNOWN', {
      collaboratorId: jonas.collaboratorId,
    });
  });

  it('is the provider’s alone, on a case that goes on', () => {
    const any = ruledBy({ rule: 'any' });
    for (const actor of [person(luisId), technician])
      any.when(choose({ rule: 'all' }), by(actor)).thenRejected('ACCESS.DENIED', { reason: 'not-permitted' });
    for (const actor of [person(meiId), administrator])
      any.when(choose({ rule: 'all' }), by(actor)).thenRejected('ACCESS.NOT_FOUND');
    given(caseDecider, shared.closed().events)
      .when(choose({ rule: 'all' }), by())
      .thenRejected('CASE.ARCHIVED');
  });
});
