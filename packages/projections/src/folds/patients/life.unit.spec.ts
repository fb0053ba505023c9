/** What the whole life of a case and of a patient's consents does to the rows. */

import { describe, expect, it } from '@jest/globals';
import { type DomainEvent, NO_END, type PatientEvent } from '@konsil/domain';
import {
  aCase,
  annaId,
  aPatient,
  type CaseBuilder,
  caseId,
  inDays,
  jonas,
  luis,
  orderNumber,
  orderNumberOf,
  patientId,
} from '@konsil/domain/testing';
import { foldInMemory } from '../../fold/index.js';
import { recordedFrom } from '../../testing/recorded.js';
import { patientsFold } from './fold.js';

const rowsOf = (...events: readonly DomainEvent[]) => foldInMemory(patientsFold, recordedFrom(events));
const rowOf = ({ events }: CaseBuilder) => rowsOf(...aPatient().events, ...events).cases[0];
const grantsOf = ({ events }: CaseBuilder, ...more: readonly PatientEvent[]) =>
  rowsOf(...aPatient().events, ...events, ...more).grants;

const approved = aCase().sharedWith(luis).setup().approved('two');
const declared = { patientId, providerId: annaId, declaredBy: 'patient', occurredAt: inDays(-1) } as const;

describe('The life of a case', () => {
  it('shows the newest order number and is found by each', () => {
    const row = rowOf(approved.shipped().revisionAsked());
    expect(row).toMatchObject({ orderNumber: orderNumberOf(2), category: 'revision-requested' });
    for (const number of [orderNumber, orderNumberOf(2)]) expect(row?.search).toContain(number.toLowerCase());
  });

  it('leaves the archive for a retainer until it is shipped', () => {
    const retained = approved.shipped().closed().retainerOrdered();
    expect(rowOf(retained)).toMatchObject({ category: 'retainer-ordered', collaboratorStatus: 'approved' });
    expect(rowOf(retained.shipped({ of: orderNumberOf(2) }))).toMatchObject({
      category: 'closed',
      status: 'closed',
      collaboratorStatus: 'archived',
    });
  });

  it('stands on hold, and waits for records', () => {
    expect(rowOf(aCase().onHold())?.category).toBe('on-hold');
    expect(rowOf(aCase().records('waiting'))).toMatchObject({
      category: 'waiting-for-records',
      status: 'action-needed',
    });
  });

  it('takes a renewed end, and drops a grant that has expired', () => {
    const limited = aCase().sharedWith(luis, { ends: { on: 'date', at: inDays(2) } });
    expect(grantsOf(limited)).toMatchObject([{ endsAt: inDays(2) }]);
    expect(grantsOf(limited.renewedFor(luis, { on: 'date', at: inDays(9) }))).toMatchObject([{ endsAt: inDays(9) }]);
    expect(grantsOf(limited.renewedFor(luis))).toMatchObject([{ ends: null, endsAt: NO_END }]);
    const { collaboratorId, recipientId } = luis;
    const ofGrant = { caseId, patientId, providerId: annaId, collaboratorId, recipientId };
    expect(grantsOf(limited.and({ type: 'GrantExpired', data: ofGrant }))).toEqual([]);
  });

  it("brings the provider's words with a revision to everyone, a collaborator's to the provider", () => {
    expect(grantsOf(approved.shipped().revisionAsked())).toMatchObject([{ unread: 1 }]);
    expect(rowOf(approved.shipped().revisionAsked(luis))).toMatchObject({ unread: 1 });
  });
});

describe("A patient's word", () => {
  const shared = aCase().sharedWith(luis).sharedWith(jonas);

  it('of objection blocks those named, whatever was consented to, until it is lifted', () => {
    const recipients = [{ of: 'recipient', recipientId: luis.recipientId }] as const;
    const objected = { type: 'SharingObjected', data: { ...declared, recipients } } as const;
    const lifted = {
      type: 'SharingObjectionLifted',
      data: { ...declared, recipients, occurredAt: inDays(0) },
    } as const;
    expect(grantsOf(shared, objected)).toMatchObject([{ blocked: true, coveredUntil: '' }, { blocked: false }]);
    expect(grantsOf(shared, objected, lifted)).toMatchObject([{ blocked: false }, { blocked: false }]);
  });

  it('is heard: restricted processing blocks everybody', () => {
    const data = { patientId, providerId: annaId, ground: 'duty-to-keep', eraseAt: inDays(900) } as const;
    expect(grantsOf(shared, { type: 'ProcessingRestricted', data })).toMatchObject([
      { blocked: true, coveredUntil: '' },
      { blocked: true, coveredUntil: '' },
    ]);
  });

  it('corrects the name in every list', () => {
    const identity = { givenName: 'Mira', familyName: 'Winter', birthDate: '2009-04-30' };
    const corrected = {
      type: 'PatientCorrected',
      data: { patientId, providerId: annaId, identity },
    } as const;
    const rows = rowsOf(...aPatient().events, ...shared.events, corrected);
    expect(rows.patients).toMatchObject([{ familyName: 'Winter' }]);
    for (const row of [...rows.cases, ...rows.grants]) {
      expect(row.search).toContain('winter');
      expect(row.search).not.toContain('sommer');
    }
  });
});
