import { describe, expect, it } from '@jest/globals';
import type { BulkId, CollaboratorId } from '../../ids.js';
import {
  aCase,
  administrator,
  anna,
  annaId,
  aPatient,
  by,
  caseId,
  everybody,
  given,
  idOf,
  inDays,
  jonas,
  luis,
  luisId,
  mei,
  NOW,
  patientId,
  person,
  technician,
  TEXTS,
} from '../../testing/index.js';
import { caseDecider, type GrantEnd, type RenewGrant } from '../index.js';

const of = { caseId, patientId, providerId: annaId, collaboratorId: luis.collaboratorId, recipientId: luisId };
const until = (days: number): GrantEnd => ({ on: 'date', at: inDays(days) });
const renew = (ends?: GrantEnd, { collaboratorId } = luis): RenewGrant => ({
  type: 'RenewGrant',
  data: { collaboratorId, ...(ends && { ends }) },
});
const dated = aCase().sharedWith(luis, { ends: until(3) });
const open = given(caseDecider, dated.events);

describe('renewing a grant (product.md C4)', () => {
  it('gives it a later end, an earlier one, the approval, or none', () => {
    for (const ends of [until(9), until(1), { on: 'approval' }] as const) {
      open.when(renew(ends), by()).then([{ type: 'GrantRenewed', data: { ...of, ends } }]);
    }
    open.when(renew(), by()).then([{ type: 'GrantRenewed', data: of }]);
  });

  it('records nothing where it ends in just this way', () => {
    open.when(renew(until(3)), by()).thenNothing();
    given(caseDecider, aCase().sharedWith(luis).events).when(renew(), by()).thenNothing();
    given(caseDecider, aCase().sharedWith(luis, { ends: { on: 'approval' } }).events)
      .when(renew({ on: 'approval' }), by())
      .thenNothing();
  });

  it('stores exactly its fields, whatever else came in with it', () => {
    const more = { on: 'approval', at: inDays(3), note: 'Frau Sommer' } as const;
    open.when(renew(more), by()).then([{ type: 'GrantRenewed', data: { ...of, ends: { on: 'approval' } } }]);
  });

  it('counts from then on, and the share is no bulk act’s any more', () => {
    const inBulk = aCase().sharedWith(luis, { ends: until(3), cause: 'bulk', bulkId: idOf(700) as BulkId });
    const state = inBulk.renewedFor(luis, until(9)).build();
    if (state.status !== 'submitted') throw new Error('No case.');
    const grant = state.grants[luis.collaboratorId];
    expect(grant?.ends).toEqual(until(9));
    expect(grant).not.toHaveProperty('bulkId');
  });

  it('is for a grant that has not ended: afterwards the case is shared anew', () => {
    const refused = { collaboratorId: luis.collaboratorId };
    open.when(renew(until(9)), by(anna, { now: inDays(3) })).thenRejected('CASE.NOT_SHARED', refused);
    given(caseDecider, aCase().events)
      .when(renew(until(9)), by())
      .thenRejected('CASE.NOT_SHARED');
    given(caseDecider, dated.unsharedFrom(luis).events)
      .when(renew(until(9)), by())
      .thenRejected('CASE.NOT_SHARED');
    open.when(renew(until(9)), by(anna, { roster: everybody().without(luis).build() })).thenRejected('CASE.NOT_SHARED');
    const nobody = { ...jonas, collaboratorId: idOf(999) as CollaboratorId };
    open.when(renew(until(9), nobody), by()).thenRejected('CASE.NOT_SHARED');
  });

  it('refuses an end that has passed or can no longer come', () => {
    open.when(renew({ on: 'date', at: NOW }), by()).thenRejected('CASE.END_IN_THE_PAST');
    open.when(renew({ on: 'date', at: 'tomorrow' }), by()).thenRejected('TIME.INVALID');
    given(caseDecider, dated.setup().approved().events)
      .when(renew({ on: 'approval' }), by())
      .thenRejected('CASE.END_IN_THE_PAST');
  });

  it('needs what the share stands on to stand now, for its own purpose', () => {
    const perPatient = { roster: everybody().policy('per-patient').build() };
    open.when(renew(until(9)), by(anna, perPatient)).thenRejected('CASE.CONSENT_MISSING');
    const withdrawn = aPatient()
      .withdrawing([{ of: 'everyone-but-staff' }])
      .build();
    open.when(renew(until(9)), by(anna, { patient: withdrawn })).thenRejected('CASE.CONSENT_WITHDRAWN');
    const teaching = aCase().sharedWith(mei, { purpose: 'teaching', ends: until(3) });
    const patient = aPatient()
      .consenting([{ of: 'everyone' }])
      .build();
    given(caseDecider, teaching.events)
      .when(renew(until(9), mei), by(anna, { ...perPatient, patient }))
      .thenRejected('CASE.CONSENT_MISSING', { purpose: 'teaching' });
  });

  it('is not blocked by newer texts, for nothing new is shared', () =>
    expect(
      open.when(renew(until(9)), by(anna, { texts: { ...TEXTS, attestationVersion: '2026-02' } })).events,
    ).toHaveLength(1));

  it('is the provider’s alone', () => {
    open.when(renew(until(9)), by(person(luisId))).thenRejected('ACCESS.DENIED', { reason: 'not-permitted' });
    open.when(renew(until(9)), by(technician)).thenRejected('ACCESS.DENIED');
    open.when(renew(until(9)), by(administrator)).thenRejected('ACCESS.NOT_FOUND');
    open.when(renew(until(9)), by({ kind: 'policy', name: 'policy:rule' })).thenRejected('ACCESS.NOT_FOUND');
    open
      .when(renew(until(9)), by({ ...person(idOf(77) as typeof luisId), isProvider: true }))
      .thenRejected('ACCESS.NOT_FOUND');
    given(caseDecider)
      .when(renew(until(9)), by())
      .thenRejected('ACCESS.NOT_FOUND');
  });
});
