import { describe, it } from '@jest/globals';
import {
  aBulk,
  administrator,
  anna,
  annaId,
  bulkCase,
  bulkId,
  by,
  given,
  luisId,
  meiId,
  person,
  technician,
} from '../testing/index.js';
import { bulkDecider, CASES_PER_REPORT, type RestoredCase } from './index.js';

const rule = { kind: 'policy', name: 'policy:bulk-sharing' } as const;
const of = { bulkId, providerId: annaId };
const persons = [anna, person(meiId), technician, administrator];
const nothing = given(bulkDecider);
const running = aBulk(4).handled().handled('refused', 'CASE.CONSENT_MISSING').handled();
/** The first and the third were shared. */
const complete = running.handled('already-shared').completed();
const undoing = complete.undoStarted();

describe('undoing a bulk act (product.md C2)', () => {
  const undo = { type: 'UndoBulkSharing', data: {} } as const;

  it('begins once, when the act is complete', () => {
    given(bulkDecider, complete.events)
      .when(undo, by())
      .then([{ type: 'BulkUndoStarted', data: of }]);
    given(bulkDecider, undoing.events).when(undo, by()).thenNothing();
    const undone = undoing.restored(bulkCase(1)).restored(bulkCase(3)).undone();
    given(bulkDecider, undone.events).when(undo, by()).thenNothing();
    given(bulkDecider, running.events).when(undo, by()).thenRejected('BULK.NOT_COMPLETED', { bulkId });
  });

  it('is its provider’s alone', () => {
    for (const actor of [person(meiId), technician, administrator, rule]) {
      given(bulkDecider, complete.events).when(undo, by(actor)).thenRejected('ACCESS.DENIED');
    }
    given(bulkDecider, complete.events)
      .when(undo, by({ ...person(luisId), isProvider: true }))
      .thenRejected('ACCESS.NOT_FOUND');
    nothing.when(undo, by()).thenRejected('ACCESS.NOT_FOUND');
  });
});

describe('restoring its cases', () => {
  const restore = (...cases: readonly RestoredCase[]) => ({ type: 'RestoreBulkCases', data: { cases } }) as const;
  const restored = (number: number): RestoredCase => ({ caseId: bulkCase(number), outcome: 'restored' });
  const leftAlone: RestoredCase = { caseId: bulkCase(3), outcome: 'changed-since' };
  const recorded = (data: RestoredCase) => ({ type: 'BulkCaseRestored', data: { ...of, ...data } }) as const;
  const begun = given(bulkDecider, undoing.events);

  it('is recorded of each case that the act shared, once, with nothing else that came in', () => {
    begun.when(restore(restored(1), leftAlone), by(rule)).then([recorded(restored(1)), recorded(leftAlone)]);
    begun.when(restore({ ...restored(1), ...{ patient: 'Sommer' } }), by(rule)).then([recorded(restored(1))]);
    const first = given(bulkDecider, undoing.restored(bulkCase(1)).events);
    first.when(restore(restored(1)), by(rule)).thenNothing();
    first.when(restore(restored(1), leftAlone), by(rule)).then([recorded(leftAlone)]);
    given(bulkDecider, undoing.restored(bulkCase(1)).restored(bulkCase(3)).undone().events)
      .when(restore(restored(1)), by(rule))
      .thenNothing();
  });

  it('goes by the list, and only over what the act shared', () => {
    begun.when(restore(restored(3)), by(rule)).thenRejected('BULK.CASE_NOT_NEXT', { next: bulkCase(1) });
    begun.when(restore(restored(2)), by(rule)).thenRejected('BULK.CASE_NOT_SHARED', { caseId: bulkCase(2) });
    begun.when(restore(restored(4)), by(rule)).thenRejected('BULK.CASE_NOT_SHARED');
    begun.when(restore(restored(9)), by(rule)).thenRejected('BULK.CASE_NOT_LISTED', { caseId: bulkCase(9) });
  });

  it('takes a thousand at once at most, so that one append stays small', () => {
    const many = Array.from({ length: CASES_PER_REPORT + 1 }, () => restored(1));
    begun.when(restore(...many), by(rule)).thenRejected('BULK.TOO_MANY_CASES', { most: CASES_PER_REPORT });
    begun.when(restore(...many.slice(1)), by(rule)).then([recorded(restored(1))]);
  });

  it('needs an undo that was asked for, and is done by no person', () => {
    for (const before of [running, complete]) {
      given(bulkDecider, before.events)
        .when(restore(restored(1)), by(rule))
        .thenRejected('BULK.UNDO_NOT_STARTED');
    }
    for (const actor of persons) begun.when(restore(restored(1)), by(actor)).thenRejected('ACCESS.DENIED');
    nothing.when(restore(restored(1)), by(rule)).thenRejected('ACCESS.NOT_FOUND');
  });
});

describe('finishing the undo', () => {
  const finish = { type: 'FinishBulkUndo', data: {} } as const;
  const all = undoing.restored(bulkCase(1)).restored(bulkCase(3), 'changed-since');

  it('counts what became of the cases, once', () => {
    given(bulkDecider, all.events)
      .when(finish, by(rule))
      .then([{ type: 'BulkSharingUndone', data: { ...of, counts: { restored: 1, 'changed-since': 1 } } }]);
    given(bulkDecider, all.undone().events).when(finish, by(rule)).thenNothing();
  });

  it('needs that the undo has come to every case, and was asked for', () => {
    given(bulkDecider, undoing.restored(bulkCase(1)).events)
      .when(finish, by(rule))
      .thenRejected('BULK.NOT_ALL_RESTORED', { next: bulkCase(3) });
    given(bulkDecider, complete.events).when(finish, by(rule)).thenRejected('BULK.UNDO_NOT_STARTED');
  });

  it('is done by no person, and needs an act', () => {
    for (const actor of persons) given(bulkDecider, all.events).when(finish, by(actor)).thenRejected('ACCESS.DENIED');
    nothing.when(finish, by(rule)).thenRejected('ACCESS.NOT_FOUND');
  });
});
