import { describe, expect, it } from '@jest/globals';
import type { BulkId } from '../../ids.js';
import {
  aCase,
  administrator,
  anna,
  annaId,
  attested,
  bulkId,
  by,
  caseId,
  everybody,
  given,
  idOf,
  inDays,
  luis,
  luisId,
  mei,
  meiId,
  patientId,
  person,
  technician,
} from '../../testing/index.js';
import { caseDecider, type ShareInBulk, type ShareWith, type UndoBulkShare } from '../index.js';

const rule = { kind: 'policy', name: 'policy:bulk-sharing' } as const;
const act = { bulkId, providerId: annaId, collaboratorId: mei.collaboratorId };
const of = { caseId, patientId, providerId: annaId, collaboratorId: mei.collaboratorId, recipientId: meiId };
const persons = [anna, person(meiId), technician, administrator];
const inBulk = { cause: 'bulk', bulkId } as const;

describe('sharing a case in bulk (product.md C2)', () => {
  const share = (terms: Partial<ShareWith> = {}): ShareInBulk => ({ type: 'ShareInBulk', data: { ...act, ...terms } });
  const submitted = given(caseDecider, aCase().events);
  const shared = {
    type: 'CaseShared',
    data: { ...of, recipientKind: 'mentor', purpose: 'treatment', basis: attested, pseudonymised: false, ...inBulk },
  } as const;

  it('names the act', () => submitted.when(share(), by(rule)).then([shared]));

  it('is on the terms of the act, and stores exactly its fields', () => {
    const terms = { purpose: 'teaching', pseudonymised: true, ends: { on: 'approval' } } as const;
    submitted
      .when(share({ ...terms, ...{ note: 'Frau Sommer' } }), by(rule))
      .then([{ ...shared, data: { ...shared.data, ...terms } }]);
  });

  it('records nothing where the case is shared already', () => {
    given(caseDecider, aCase().sharedWith(mei).events).when(share(), by(rule)).thenNothing();
    given(caseDecider, aCase().sharedWith(mei, inBulk).events).when(share(), by(rule)).thenNothing();
  });

  it('is refused for what the provider’s own tick is refused for', () => {
    given(caseDecider, aCase().sharedWith(mei).events)
      .when(share({ pseudonymised: true }), by(rule))
      .thenRejected('CASE.ALREADY_SHARED');
    submitted
      .when(share(), by(rule, { roster: everybody().policy('per-patient').build() }))
      .thenRejected('CASE.CONSENT_MISSING');
    submitted
      .when(share(), by(rule, { roster: everybody().without(mei).build() }))
      .thenRejected('ROSTER.COLLABORATOR_REMOVED');
  });

  it('reaches no case of another provider', () =>
    submitted
      .when({ type: 'ShareInBulk', data: { ...act, providerId: luisId } }, by(rule))
      .thenRejected('ACCESS.NOT_FOUND'));

  it('is done by no person, and needs a case', () => {
    for (const actor of persons) submitted.when(share(), by(actor)).thenRejected('ACCESS.DENIED');
    given(caseDecider).when(share(), by(rule)).thenRejected('ACCESS.NOT_FOUND');
  });
});

describe('undoing it', () => {
  const undo: UndoBulkShare = { type: 'UndoBulkShare', data: act };
  const made = aCase().sharedWith(luis).sharedWith(mei, inBulk);

  it('takes the share back and names the act, once', () => {
    given(caseDecider, made.events)
      .when(undo, by(rule))
      .then([{ type: 'CaseUnshared', data: { ...of, cause: 'bulk-undone', bulkId } }]);
    const undone = made.unsharedFrom(mei, 'bulk-undone', bulkId);
    given(caseDecider, undone.events).when(undo, by(rule)).thenNothing();
    given(caseDecider, undone.sharedWith(mei).events).when(undo, by(rule)).thenNothing();
  });

  it('takes it back too after a review has gone on, and leaves the others theirs', () => {
    const after = made.setup().ready(luis).ready(mei);
    const events = given(caseDecider, after.events).when(undo, by(rule)).events;
    const state = after.and(...events).build();
    if (state.status !== 'submitted') throw new Error('No case.');
    expect(Object.keys(state.grants)).toEqual([luis.collaboratorId]);
    expect(state.facts.setup).toMatchObject({ verdicts: { [luis.collaboratorId]: { act: 'ready' } } });
  });

  it.each([
    ['taken back since', made.unsharedFrom(mei), 'ended'],
    ['shared anew since', made.unsharedFrom(mei).sharedWith(mei), 'changed'],
    ['renewed since', made.renewedFor(mei, { on: 'date', at: inDays(9) }), 'changed'],
    [
      'ended with an approval',
      aCase()
        .sharedWith(mei, { ...inBulk, ends: { on: 'approval' } })
        .setup()
        .approved(),
      'ended',
    ],
    ['shared by another act', aCase().sharedWith(mei, { cause: 'bulk', bulkId: idOf(799) as BulkId }), 'changed'],
    ['undone by another act', made.unsharedFrom(mei, 'bulk-undone', idOf(799) as BulkId), 'ended'],
    ['never shared by it', aCase(), 'ended'],
  ])('leaves a share alone that was %s', (_what, history, sharing) =>
    given(caseDecider, history.events)
      .when(undo, by(rule))
      .thenRejected('CASE.CHANGED_SINCE', { collaboratorId: mei.collaboratorId, sharing }),
  );

  it('reaches no case of another provider', () =>
    given(caseDecider, made.events)
      .when({ type: 'UndoBulkShare', data: { ...act, providerId: luisId } }, by(rule))
      .thenRejected('ACCESS.NOT_FOUND'));

  it('is done by no person, and needs a case', () => {
    for (const actor of persons) given(caseDecider, made.events).when(undo, by(actor)).thenRejected('ACCESS.DENIED');
    given(caseDecider).when(undo, by(rule)).thenRejected('ACCESS.NOT_FOUND');
  });
});
