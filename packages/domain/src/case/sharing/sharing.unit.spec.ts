import { describe, expect, it } from '@jest/globals';
import {
  aCase,
  administrator,
  anna,
  annaId,
  anUnconfirmedRoster,
  aPatient,
  aRoster,
  attested,
  by,
  caseId,
  type Collaborator,
  consentOf,
  everybody,
  given,
  inDays,
  jonas,
  jonasId,
  luis,
  luisId,
  mei,
  messageOf,
  NOW,
  patientId,
  person,
  planWell,
  technician,
  TEXTS,
} from '../../testing/index.js';
import { caseDecider, type CaseEvent, type ChangeSharing, type ShareWith, statusFor } from '../index.js';
import type { CollaboratorId, OrderNumber } from '../../ids.js';
import type { Purpose, RecipientRule } from '../../patient/index.js';

const of = { caseId, patientId, providerId: annaId };
const add = (...shares: readonly (Collaborator | ShareWith)[]): ChangeSharing => ({
  type: 'ChangeSharing',
  data: {
    add: shares.map((share) => ('kind' in share ? { collaboratorId: share.collaboratorId } : share)),
    remove: [],
  },
});
const remove = (...collaborators: readonly Collaborator[]): ChangeSharing => ({
  type: 'ChangeSharing',
  data: { add: [], remove: collaborators.map(({ collaboratorId }) => collaboratorId) },
});
const colleague = {
  collaboratorId: luis.collaboratorId,
  recipientId: luisId,
  recipientKind: 'colleague',
  purpose: 'treatment',
} as const;
const staff = {
  collaboratorId: jonas.collaboratorId,
  recipientId: jonasId,
  recipientKind: 'staff',
  purpose: 'treatment',
} as const;
const submitted = given(caseDecider, aCase().events);
const revisionAsked: CaseEvent = {
  type: 'RevisionRequested',
  data: {
    ...of,
    orderNumber: 'K7Q2-9MX4-TB3S' as OrderNumber,
    charge: 'included',
    words: { messageId: messageOf(80), text: 'Zahn 22 bitte drehen.' },
  },
};
const perPatient = { roster: everybody().policy('per-patient').build() };

describe('sharing a case (product.md C1, G2)', () => {
  it('records each new share and each share taken back, in one act', () =>
    given(caseDecider, aCase().sharedWith(luis).events)
      .when({ type: 'ChangeSharing', data: { ...add(jonas).data, remove: [luis.collaboratorId] } }, by())
      .then([
        {
          type: 'CaseShared',
          data: {
            ...of,
            ...staff,
            basis: {
              policy: 'attestation',
              ...TEXTS,
              legalBasis: 'gdpr-6-1-b',
              healthDataCondition: 'gdpr-9-2-h',
              secrecyRelease: 'practice-staff',
            },
            pseudonymised: false,
          },
        },
        {
          type: 'CaseUnshared',
          data: { ...of, collaboratorId: luis.collaboratorId, recipientId: luisId, cause: 'by-provider' },
        },
      ]));

  it('shares nothing twice, and takes nothing back twice', () => {
    given(caseDecider, aCase().sharedWith(luis).events).when(add(luis), by()).thenNothing();
    submitted.when(remove(luis), by()).thenNothing();
  });

  it('lets a case be assigned before the invitation is accepted (B5)', () =>
    submitted
      .when(add(luis), by(anna, { roster: aRoster().invited(luis).build() }))
      .then([{ type: 'CaseShared', data: { ...of, ...colleague, basis: attested, pseudonymised: false } }]));

  it('shares with nobody whose invitation came to nothing: invite them again first (B4, B5)', () => {
    const invited = aRoster().invited(luis);
    const endings = [
      [invited.declined(luis), NOW, 'ROSTER.INVITATION_DECLINED'],
      [invited.withdrawn(luis), NOW, 'ROSTER.INVITATION_WITHDRAWN'],
      [invited.expired(luis), NOW, 'ROSTER.INVITATION_EXPIRED'],
      [invited, inDays(30), 'ROSTER.INVITATION_EXPIRED'],
    ] as const;
    for (const [roster, now, code] of endings) {
      const context = by(anna, { roster: roster.build(), now });
      submitted.when(add(luis), context).thenRejected(code, { collaboratorId: luis.collaboratorId });
      given(caseDecider, aCase().sharedWith(luis).events).when(add(luis), context).thenNothing();
    }
    const again = by(anna, { roster: invited.declined(luis).resent(luis).build() });
    expect(submitted.when(add(luis), again).events).toHaveLength(1);
  });

  it('keeps an end and a pseudonym in the event', () => {
    const ends = { on: 'date', at: inDays(14) } as const;
    submitted
      .when(add({ collaboratorId: luis.collaboratorId, ends, pseudonymised: true }), by())
      .then([{ type: 'CaseShared', data: { ...of, ...colleague, basis: attested, ends, pseudonymised: true } }]);
  });

  it('names what it is for: what the kind does for the treatment, or what the provider says', () => {
    const purposeOf = (share: Collaborator | ShareWith) =>
      submitted.when(add(share), by()).events.map((event) => (event.type === 'CaseShared' ? event.data.purpose : ''));
    expect(purposeOf(planWell)).toEqual(['treatment-planning']);
    expect(purposeOf(mei)).toEqual(['treatment']);
    expect(purposeOf({ collaboratorId: mei.collaboratorId, purpose: 'teaching' })).toEqual(['teaching']);
  });

  it('is for nothing that this kind of collaborator does not do, and not for something else once it is shared', () => {
    const share = (collaborator: Collaborator, purpose: Purpose) =>
      add({ collaboratorId: collaborator.collaboratorId, purpose });
    submitted
      .when(share(jonas, 'teaching'), by())
      .thenRejected('CASE.PURPOSE_MISMATCH', { purpose: 'teaching', allowed: ['treatment'] });
    submitted.when(share(planWell, 'second-opinion'), by()).thenRejected('CASE.PURPOSE_MISMATCH');
    const shared = given(caseDecider, aCase().sharedWith(luis).events);
    shared.when(share(luis, 'second-opinion'), by()).thenRejected('CASE.ALREADY_SHARED');
    shared.when(share(luis, 'treatment'), by()).thenNothing();
  });

  it('under per-patient stands on a consent to its purpose', () => {
    const teach = add({ collaboratorId: mei.collaboratorId, purpose: 'teaching' });
    const consenting = (...purposes: Purpose[]) =>
      by(anna, {
        ...perPatient,
        patient: aPatient()
          .consenting([{ of: 'everyone' }], { purposes })
          .build(),
      });
    expect(submitted.when(teach, consenting('treatment', 'teaching')).events).toHaveLength(1);
    submitted.when(teach, consenting('treatment')).thenRejected('CASE.CONSENT_MISSING', { purpose: 'teaching' });
    submitted.when(add(luis), consenting('second-opinion')).thenRejected('CASE.CONSENT_MISSING');
    const opinion = add({ collaboratorId: luis.collaboratorId, purpose: 'second-opinion' });
    expect(submitted.when(opinion, consenting('second-opinion')).events).toHaveLength(1);
  });

  it('refuses other terms for a case that is shared already, and shares anew after a date has passed', () => {
    const ends = { on: 'date', at: inDays(1) } as const;
    const dated = given(caseDecider, aCase().sharedWith(luis, { ends }).events);
    const other: ShareWith = { collaboratorId: luis.collaboratorId, pseudonymised: true };
    dated.when(add(other), by()).thenRejected('CASE.ALREADY_SHARED');
    dated.when(add({ collaboratorId: luis.collaboratorId, ends }), by()).thenNothing();
    const anew = dated.when(add(luis), by(anna, { now: inDays(1) })).events;
    expect(anew.map(({ type }) => type)).toEqual(['GrantExpired', 'CaseShared']);
  });

  it('refuses another end and another pseudonym than the share has, and names the collaborator', () => {
    const { collaboratorId } = luis;
    const dated = given(caseDecider, aCase().sharedWith(luis, { ends: { on: 'date', at: inDays(9) } }).events);
    for (const other of [{ ends: { on: 'approval' } }, { ends: { on: 'date', at: inDays(8) } }] as const)
      dated.when(add({ collaboratorId, ...other }), by()).thenRejected('CASE.ALREADY_SHARED', { collaboratorId });
    dated.when(add({ collaboratorId, pseudonymised: false }), by()).thenNothing();
  });

  it('says who is named twice, and of which end the date is none', () => {
    const { collaboratorId } = luis;
    submitted.when(add(luis, luis), by()).thenRejected('CASE.SHARING_CONTRADICTORY', { collaboratorId });
    const until = add({ collaboratorId, ends: { on: 'date', at: 'tomorrow' } });
    submitted.when(until, by()).thenRejected('TIME.INVALID', { field: 'ends.at' });
  });

  it('does not take a verdict given under a grant that has ended for one under the new grant', () => {
    const ends = { on: 'date', at: inDays(1) } as const;
    const ready = aCase().sharedWith(luis, { ends }).setup().ready(luis);
    const anew = given(caseDecider, ready.events).when(add(luis), by(anna, { now: inDays(1) })).events;
    const after = ready.and(...anew).build();
    if (after.status !== 'submitted') throw new Error('No case.');
    expect(statusFor(after.facts, luis.collaboratorId)).toBe('evaluating-setup');
  });

  it('refuses an end that has passed or can no longer come', () => {
    const until = (ends: ShareWith['ends']): ChangeSharing =>
      add({ collaboratorId: luis.collaboratorId, ...(ends && { ends }) });
    submitted.when(until({ on: 'date', at: NOW }), by()).thenRejected('CASE.END_IN_THE_PAST');
    submitted.when(until({ on: 'date', at: 'tomorrow' }), by()).thenRejected('TIME.INVALID');
    given(caseDecider, aCase().setup().approved().events)
      .when(until({ on: 'approval' }), by())
      .thenRejected('CASE.END_IN_THE_PAST');
    const revised = aCase().setup().approved().and(revisionAsked);
    expect(given(caseDecider, revised.events).when(until({ on: 'approval' }), by()).events).toHaveLength(1);
  });

  it('stores exactly its fields, whatever else came in with it', () => {
    const ends = { on: 'approval', at: inDays(3) } as const;
    const share = { collaboratorId: luis.collaboratorId, ends, note: 'Frau Sommer' };
    submitted.when(add(share), by()).then([
      {
        type: 'CaseShared',
        data: { ...of, ...colleague, basis: attested, ends: { on: 'approval' }, pseudonymised: false },
      },
    ]);
  });

  it('needs the attestation and the terms, in the versions in force', () => {
    const nothingConfirmed = everybody().events.filter(({ type }) => type.startsWith('Collab'));
    const roster = anUnconfirmedRoster().and(...nothingConfirmed);
    submitted.when(add(luis), by(anna, { roster: roster.build() })).thenRejected('ROSTER.CONSENT_NOT_ATTESTED');
    const attestedOnly = roster.and({
      type: 'PatientConsentAttested',
      data: { providerId: annaId, textVersion: '2026-01' },
    });
    submitted.when(add(luis), by(anna, { roster: attestedOnly.build() })).thenRejected('ROSTER.TERMS_NOT_ACCEPTED');
    submitted
      .when(add(luis), by(anna, { texts: { ...TEXTS, attestationVersion: '2026-02' } }))
      .thenRejected('ROSTER.ATTESTATION_OUTDATED', { currentVersion: '2026-02' });
    submitted
      .when(add(luis), by(anna, { texts: { ...TEXTS, termsVersion: '2026-02' } }))
      .thenRejected('ROSTER.TERMS_OUTDATED', { currentVersion: '2026-02' });
  });

  it('is all or nothing: one refused collaborator refuses the whole act', () =>
    submitted
      .when(add(jonas, planWell), by(anna, perPatient))
      .thenRejected('CASE.CONSENT_MISSING', { collaboratorId: planWell.collaboratorId }));

  it('under per-patient needs a consent that covers the recipient, and names it', () => {
    submitted.when(add(luis), by(anna, perPatient)).thenRejected('CASE.CONSENT_MISSING');
    const patient = aPatient()
      .consenting([{ of: 'kind', kind: 'colleague' }])
      .build();
    const [event] = submitted.when(add(luis), by(anna, { ...perPatient, patient })).events;
    expect(event).toMatchObject({
      data: { basis: { policy: 'per-patient', consentId: consentOf(1), consentTextVersion: 'consent-2026-01' } },
    });
    submitted.when(add(planWell), by(anna, { ...perPatient, patient })).thenRejected('CASE.CONSENT_MISSING');
  });

  it('names no consent that has ended, or covers others', () => {
    const basisOf = (recipients: readonly RecipientRule[], days: number) =>
      submitted.when(
        add(luis),
        by(anna, {
          patient: aPatient()
            .consenting(recipients, { validUntil: inDays(1) })
            .build(),
          now: inDays(days),
        }),
      ).events;
    const everyone = [{ of: 'everyone' }] as const;
    expect(basisOf(everyone, 0.9)).toMatchObject([{ data: { basis: { consentId: consentOf(1) } } }]);
    for (const shares of [basisOf(everyone, 1), basisOf([{ of: 'kind', kind: 'mentor' }], 0)])
      expect(shares).toMatchObject([{ data: { basis: attested } }]);
    expect(JSON.stringify(basisOf(everyone, 1))).not.toContain('consentId');
  });

  it('under per-patient refuses once the consent has ended', () => {
    const patient = aPatient()
      .consenting([{ of: 'everyone' }], { validUntil: inDays(1) })
      .build();
    expect(submitted.when(add(luis), by(anna, { ...perPatient, patient })).events).toHaveLength(1);
    submitted
      .when(add(luis), by(anna, { ...perPatient, patient, now: inDays(1) }))
      .thenRejected('CASE.CONSENT_MISSING');
  });

  it('under per-patient lets practice staff in by the treatment itself', () =>
    expect(submitted.when(add(jonas), by(anna, perPatient)).events).toHaveLength(1));

  it('refuses those named by an objection under every policy, until it is lifted', () => {
    const named = { patientId, providerId: annaId, recipients: [{ of: 'everyone' }], declaredBy: 'patient' } as const;
    const objected = aPatient()
      .consenting([{ of: 'everyone' }])
      .and({ type: 'SharingObjected', data: { ...named, occurredAt: NOW } });
    submitted.when(add(luis), by(anna, { patient: objected.build() })).thenRejected('CASE.SHARING_OBJECTED');
    const lifted = objected.and({ type: 'SharingObjectionLifted', data: { ...named, occurredAt: inDays(1) } });
    expect(submitted.when(add(luis), by(anna, { patient: lifted.build() })).events).toHaveLength(1);
  });

  it('refuses everybody while processing is restricted', () => {
    const patient = aPatient().and({
      type: 'ProcessingRestricted',
      data: { patientId, providerId: annaId, ground: 'duty-to-keep', eraseAt: inDays(30) },
    });
    submitted.when(add(jonas), by(anna, { patient: patient.build() })).thenRejected('CASE.PROCESSING_RESTRICTED');
  });

  it('refuses those named by a withdrawal under every policy, until they are consented to again', () => {
    const withdrawn = aPatient().withdrawing([{ of: 'everyone-but-staff' }]);
    submitted.when(add(luis), by(anna, { patient: withdrawn.build() })).thenRejected('CASE.CONSENT_WITHDRAWN');
    expect(submitted.when(add(jonas), by(anna, { patient: withdrawn.build() })).events).toHaveLength(1);
    const again = withdrawn.consenting([{ of: 'recipient', recipientId: luisId }]).build();
    expect(submitted.when(add(luis), by(anna, { patient: again })).events).toHaveLength(1);
  });

  it('refuses who is not, or no longer, in the roster, and who is named twice', () => {
    const nobody = { collaboratorId: 'nobody' as CollaboratorId };
    submitted.when(add(nobody), by()).thenRejected('ROSTER.COLLABORATOR_UNKNOWN');
    submitted
      .when(add(luis), by(anna, { roster: everybody().without(luis).build() }))
      .thenRejected('ROSTER.COLLABORATOR_REMOVED');
    submitted.when(add(luis, luis), by()).thenRejected('CASE.SHARING_CONTRADICTORY');
    const both: ChangeSharing = {
      type: 'ChangeSharing',
      data: { ...add(luis).data, ...{ remove: [luis.collaboratorId] } },
    };
    submitted.when(both, by()).thenRejected('CASE.SHARING_CONTRADICTORY');
  });

  it('is the provider’s alone', () => {
    const shared = given(caseDecider, aCase().sharedWith(luis).events);
    shared.when(add(jonas), by(person(luisId))).thenRejected('ACCESS.DENIED', { reason: 'not-permitted' });
    shared.when(add(jonas), by(technician)).thenRejected('ACCESS.DENIED');
    submitted.when(add(jonas), by(person(luisId))).thenRejected('ACCESS.NOT_FOUND');
    submitted.when(add(jonas), by({ ...person(jonasId), isProvider: true })).thenRejected('ACCESS.NOT_FOUND');
    submitted.when(add(jonas), by(administrator)).thenRejected('ACCESS.NOT_FOUND');
    submitted.when(add(jonas), by({ kind: 'policy', name: 'policy:rule' })).thenRejected('ACCESS.NOT_FOUND');
    given(caseDecider).when(add(jonas), by()).thenRejected('ACCESS.NOT_FOUND');
  });

  it('is possible on an archived case too', () =>
    expect(given(caseDecider, aCase().closed().events).when(add(jonas), by()).events).toHaveLength(1));
});
