import { describe, expect, it } from '@jest/globals';
import {
  aCase,
  annaId,
  aRoster,
  by,
  caseId,
  type CaseBuilder,
  given,
  jonas,
  jonasId,
  luis,
  luisId,
  orderNumber,
  orderNumberOf,
  patientId,
  person,
  petraId,
  technician,
} from '../../testing/index.js';
import { type CaseCommand, caseDecider, categoryOf } from '../index.js';

const of = { caseId, patientId, providerId: annaId };
const hold = { type: 'PutOnHold', data: {} } as const;
const resume = { type: 'Resume', data: {} } as const;
const complete = { type: 'CompleteCase', data: {} } as const;
const cancel = { type: 'CancelCase', data: {} } as const;
const close = { type: 'CloseCase', data: {} } as const;
const reopen = { type: 'ReopenCase', data: {} } as const;
const shared = aCase().sharedWith(luis).sharedWith(jonas);
const approved = shared.setup().approved();
const shipped = approved.shipped();
const decide = (built: CaseBuilder, command: CaseCommand, context = by()) =>
  given(caseDecider, built.events).when(command, context);
const reason = 'Die Patientin ist verreist.';

describe('a hold (product.md D2)', () => {
  const roster = aRoster().with(jonas, ['decline-setups', 'manage-holds']).with(luis).build();
  const byJonas = by(person(jonasId), { roster });
  const through = jonas.collaboratorId;

  it('is the provider’s, or a collaborator’s with the permission', () => {
    decide(shared, hold).then([{ type: 'CasePutOnHold', data: of }]);
    decide(shared, { ...hold, data: { reason } }, byJonas).then([
      { type: 'CasePutOnHold', data: { ...of, through, reason } },
    ]);
    decide(shared.onHold(), resume).then([{ type: 'CaseResumed', data: of }]);
    decide(shared.onHold(), resume, byJonas).then([{ type: 'CaseResumed', data: { ...of, through } }]);
    for (const command of [hold, resume]) {
      decide(shared, command, by(person(luisId), { roster })).thenRejected('ACCESS.DENIED', {
        permission: 'manage-holds',
      });
      decide(shared, command, by(technician)).thenRejected('ACCESS.DENIED');
      decide(shared, command, by(person(petraId))).thenRejected('ACCESS.NOT_FOUND');
      decide(shared.closed(), command).thenRejected('CASE.ARCHIVED');
    }
  });

  it('begins and ends once', () => {
    decide(shared.onHold(), { ...hold, data: { reason } }).thenNothing();
    decide(shared, resume).thenNothing();
  });

  it('has a reason with words, where one is given, and is for a case that goes on', () => {
    decide(shared, { ...hold, data: { reason: ' ' } }).thenRejected('CASE.REASON_MISSING');
    decide(approved.closed().retainerOrdered(), hold).thenRejected('CASE.ENDED', { ended: 'closed' });
  });
});

describe('completing a case', () => {
  const completed = [{ type: 'CaseCompleted', data: of }] as const;

  it('is when everything that was ordered is shipped', () => {
    decide(shipped, complete).then(completed);
    const revised = approved.shipped({ last: false }).revisionAsked().setup().approved();
    decide(revised.shipped({ of: orderNumberOf(2) }), complete).then(completed);
    decide(aCase({ kind: 'retainer' }).setup().approved('retainer-only').shipped(), complete).then(completed);
    const withAll = shipped.retainerOrdered().replacementOrdered();
    decide(withAll.shipped({ of: orderNumberOf(2) }).shipped({ of: orderNumberOf(3) }), complete).then(completed);
  });

  it.each<[string, CaseBuilder, readonly string[]]>([
    ['nothing is approved', shared.setup(), [orderNumber]],
    ['nothing is shipped', approved, [orderNumber]],
    ['a phase follows', approved.shipped({ last: false }), [orderNumber]],
    ['a revision is planned', shipped.revisionAsked(), [orderNumberOf(2)]],
    ['a revision is made', shipped.revisionAsked().setup().approved(), [orderNumberOf(2)]],
    ['retainers are made', shipped.retainerOrdered(), [orderNumberOf(2)]],
    ['a replacement is made', shipped.replacementOrdered(), [orderNumberOf(2)]],
  ])('is refused while %s', (_sentence, history, orderNumbers) => {
    decide(history, complete).thenRejected('CASE.NOT_ALL_SHIPPED', { orderNumbers });
  });

  it('happens once, and not to a case that ended otherwise', () => {
    decide(shipped.completed(), complete).thenNothing();
    decide(shipped.completed().retainerOrdered(), complete).thenNothing();
    decide(shipped.closed(), complete).thenRejected('CASE.ENDED', { ended: 'closed' });
  });
});

describe('cancelling a case', () => {
  it('is before anything was shipped, with or without a reason', () => {
    decide(approved, cancel).then([{ type: 'CaseCancelled', data: of }]);
    decide(shared, { ...cancel, data: { reason } }).then([{ type: 'CaseCancelled', data: { ...of, reason } }]);
    decide(shared, { ...cancel, data: { reason: '' } }).thenRejected('CASE.REASON_MISSING');
    decide(approved.shipped({ last: false }), cancel).thenRejected('CASE.ALREADY_SHIPPED');
    decide(approved.retainerOrdered().shipped({ of: orderNumberOf(2) }), cancel).thenRejected('CASE.ALREADY_SHIPPED');
  });

  it('happens once, and not to a case that ended otherwise', () => {
    decide(approved.cancelled(), cancel).thenNothing();
    decide(approved.closed(), cancel).thenRejected('CASE.ENDED', { ended: 'closed' });
  });
});

describe('closing a case', () => {
  const closed = [{ type: 'CaseClosed', data: of }] as const;

  it('is recorded once, and again when it had left the archive', () => {
    decide(shared, close).then(closed);
    decide(shared.closed(), close).thenNothing();
    decide(shipped.completed(), close).thenNothing();
    decide(shipped.completed().retainerOrdered(), close).then(closed);
  });
});

describe('reopening a case', () => {
  const reopened = [{ type: 'CaseReopened', data: of }] as const;

  it.each<[string, CaseBuilder, string]>([
    ['completed', shipped.completed(), 'treatment-in-progress'],
    ['cancelled', shared.cancelled(), 'setup-in-production'],
    ['closed', approved.onHold().closed(), 'aligners-in-production'],
    ['back from the archive for retainers', shipped.completed().retainerOrdered(), 'retainer-ordered'],
  ])('that was %s, derives its status anew', (_sentence, history, category) => {
    decide(history, reopen).then(reopened);
    const state = history.and(...reopened).build();
    expect(state.status === 'submitted' && categoryOf(state.facts)).toBe(category);
  });

  it('that goes on records nothing', () => {
    decide(shared, reopen).thenNothing();
    decide(shared.closed().reopened(), reopen).thenNothing();
  });
});

describe('how a case ends', () => {
  it.each([complete, cancel, close, reopen])('$type is the provider’s alone', (command) => {
    const everything = ['decline-setups', 'add-orders', 'request-revisions', 'manage-holds'] as const;
    const roster = aRoster().with(luis, everything).build();
    decide(shared, command, by(person(luisId), { roster })).thenRejected('ACCESS.DENIED', { reason: 'not-permitted' });
    decide(shared, command, by(technician)).thenRejected('ACCESS.DENIED');
    decide(shared, command, by(person(petraId))).thenRejected('ACCESS.NOT_FOUND');
    decide(shared, command, by({ kind: 'policy', name: 'policy:any' })).thenRejected('ACCESS.NOT_FOUND');
    given(caseDecider).when(command, by()).thenRejected('ACCESS.NOT_FOUND');
  });
});
