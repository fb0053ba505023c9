import { describe, expect, it } from '@jest/globals';
import { CASES_PER_REPORT, noBulk } from '../bulk/index.js';
import { aBulk, aCase, annaId, bulkCase, bulkId, mei } from '../testing/index.js';
import { bulkSharing, nextBulkStep, outcomeOf, reportOf, undoOutcomeOf } from './bulk.js';

const act = { bulkId, providerId: annaId, collaboratorId: mei.collaboratorId };
const shared = { events: aCase().sharedWith(mei).events.slice(-1) };
const nothing = { events: [] };
const onCase = (number: number, what: 'share' | 'undo', command: object) => ({
  caseId: bulkCase(number),
  key: `${bulkId}/${what}/${bulkCase(number)}`,
  dispatch: { on: { case: bulkCase(number) }, command },
});

describe('the next step of a bulk act (product.md C2)', () => {
  const share = { type: 'ShareInBulk', data: { ...act, purpose: 'teaching' } };

  it('shares the next cases, as many as are asked for, on the act’s terms', () => {
    const begun = aBulk(3, { purpose: 'teaching' });
    const cases = [1, 2].map((number) => onCase(number, 'share', share));
    expect(nextBulkStep(begun.build(), 2)).toEqual({ do: 'share', bulkId, cases });
    expect(nextBulkStep(begun.handled().handled().build(), 2)).toEqual({
      do: 'share',
      bulkId,
      cases: [onCase(3, 'share', share)],
    });
  });

  it('takes a hundred at once unless told otherwise', () => {
    const step = nextBulkStep(aBulk(250).build());
    expect(step.do === 'share' && step.cases).toHaveLength(100);
    const most = nextBulkStep(aBulk(CASES_PER_REPORT + 9).build(), 50_000);
    expect(most.do === 'share' && most.cases).toHaveLength(CASES_PER_REPORT);
  });

  it('completes the act when every case has had its turn, and then there is nothing to do', () => {
    const handled = aBulk(1).handled();
    const command = { type: 'CompleteBulkSharing', data: {} };
    expect(nextBulkStep(handled.build())).toEqual({ do: 'record', command: { on: { bulk: bulkId }, command } });
    for (const state of [noBulk, handled.completed().build()]) expect(nextBulkStep(state)).toEqual({ do: 'nothing' });
  });

  it('undoes what the act shared, and nothing else', () => {
    const undoing = aBulk(4).handled().handled('refused').handled().handled('already-shared').completed().undoStarted();
    const undo = { type: 'UndoBulkShare', data: act };
    expect(nextBulkStep(undoing.build())).toEqual({
      do: 'restore',
      bulkId,
      cases: [1, 3].map((number) => onCase(number, 'undo', undo)),
    });
    expect(nextBulkStep(undoing.build(), 1)).toMatchObject({ cases: [{ caseId: bulkCase(1) }] });
    const restored = undoing.restored(bulkCase(1));
    expect(nextBulkStep(restored.build())).toMatchObject({ do: 'restore', cases: [{ caseId: bulkCase(3) }] });
    const all = restored.restored(bulkCase(3));
    const command = { type: 'FinishBulkUndo', data: {} };
    expect(nextBulkStep(all.build())).toEqual({ do: 'record', command: { on: { bulk: bulkId }, command } });
    expect(nextBulkStep(all.undone().build())).toEqual({ do: 'nothing' });
  });

  it('is asked for after a start and after an undo', () =>
    expect(bulkSharing.reactsTo).toEqual(['BulkSharingStarted', 'BulkUndoStarted']));
});

describe('what is reported of a step', () => {
  it('tells shared from shared already, refused, and changed since the preview', () => {
    expect(outcomeOf(shared)).toEqual({ outcome: 'shared' });
    expect(outcomeOf(nothing)).toEqual({ outcome: 'already-shared' });
    const refused = { code: 'CASE.CONSENT_MISSING' };
    expect(outcomeOf(refused)).toEqual({ outcome: 'refused', ...refused });
    const changed = { code: 'CASE.ALREADY_SHARED' };
    expect(outcomeOf(changed)).toEqual({ outcome: 'changed-since', ...changed });
  });

  it('tells a share taken back, now or before, from one left alone', () => {
    const unshared = { events: aCase().sharedWith(mei).unsharedFrom(mei, 'bulk-undone', bulkId).events.slice(-1) };
    expect([unshared, nothing, { code: 'CASE.CHANGED_SINCE' }].map(undoOutcomeOf)).toEqual([
      'restored',
      'restored',
      'changed-since',
    ]);
  });

  it('is one command for all cases of which the result is known, in their order', () => {
    const sharing = nextBulkStep(aBulk(3).build());
    if (sharing.do !== 'share') throw new Error('Not sharing.');
    expect(reportOf(sharing, [shared, { code: 'CASE.CONSENT_MISSING' }])).toEqual({
      on: { bulk: bulkId },
      command: {
        type: 'HandleBulkCases',
        data: {
          cases: [
            { caseId: bulkCase(1), outcome: 'shared' },
            { caseId: bulkCase(2), outcome: 'refused', code: 'CASE.CONSENT_MISSING' },
          ],
        },
      },
    });
    const undoing = nextBulkStep(aBulk(1).handled().completed().undoStarted().build());
    if (undoing.do !== 'restore') throw new Error('Not undoing.');
    expect(reportOf(undoing, [nothing])).toEqual({
      on: { bulk: bulkId },
      command: { type: 'RestoreBulkCases', data: { cases: [{ caseId: bulkCase(1), outcome: 'restored' }] } },
    });
  });
});
