import { describe, it } from '@jest/globals';
import type { Actor } from '../../context.js';
import type { ConsentId } from '../../ids.js';
import {
  anna,
  annaId,
  aPatient,
  consentOf,
  given,
  inDays,
  luisId,
  NOW,
  patientId,
  person,
} from '../../testing/index.js';
import { type PatientContext, patientDecider, type WithdrawConsent } from '../index.js';

const context = (actor: Actor = anna): PatientContext => ({ actor, now: NOW });
const stranger = { ...person(luisId), isProvider: true };

describe('withdrawing', () => {
  const withdraw = { type: 'WithdrawConsent', data: {} } as const;
  const everyoneButStaff = [{ of: 'everyone-but-staff' }] as const;
  const event = {
    type: 'ConsentWithdrawn',
    data: { patientId, providerId: annaId, recipients: everyoneButStaff, declaredBy: 'patient', occurredAt: NOW },
  } as const;

  it('needs no reason and no consent, and ends everyone’s access but staff’s', () =>
    given(patientDecider, aPatient().events).when(withdraw, context()).then([event]));

  it('is recorded once, and again after a later consent', () => {
    const withdrawn = aPatient().and(event);
    given(patientDecider, withdrawn.events).when(withdraw, context()).thenNothing();
    const consented = aPatient()
      .withdrawing(everyoneButStaff)
      .consenting([{ of: 'everyone' }]);
    given(patientDecider, consented.events).when(withdraw, context()).then([event]);
  });

  it('is recorded anew where it is declared later: what was signed in between ends with it', () => {
    const withdrawn = given(patientDecider, aPatient().and(event).events);
    const earlier = { ...withdraw, data: { occurredAt: inDays(-1) } };
    withdrawn.when(earlier, context()).thenNothing();
    const later = { ...event, data: { ...event.data, occurredAt: inDays(1) } };
    withdrawn.when(withdraw, { actor: anna, now: inDays(1) }).then([later]);
  });

  it('keeps who declared it and when, not in the future and not before the consent that it names', () => {
    const consenting = given(patientDecider, aPatient().consenting([{ of: 'everyone' }]).events);
    const declared = { declaredBy: 'guardian', occurredAt: inDays(-2) } as const;
    consenting
      .when({ ...withdraw, data: declared }, context())
      .then([{ ...event, data: { ...event.data, ...declared } }]);
    const refused = (data: WithdrawConsent['data'], code: string): void =>
      consenting.when({ ...withdraw, data }, context()).thenRejected(code);
    refused({ occurredAt: inDays(1) }, 'PATIENT.WITHDRAWAL_IN_THE_FUTURE');
    refused({ occurredAt: '2026-03-01' }, 'TIME.INVALID');
    refused({ consentId: consentOf(1), occurredAt: inDays(-8) }, 'PATIENT.WITHDRAWN_BEFORE_GIVEN');
  });

  it('names the consent and the recipients where the patient does', () => {
    const consenting = given(patientDecider, aPatient().consenting([{ of: 'everyone' }]).events);
    const recipients = [{ of: 'recipient', recipientId: luisId }] as const;
    consenting
      .when({ type: 'WithdrawConsent', data: { consentId: consentOf(1), recipients } }, context())
      .then([{ ...event, data: { ...event.data, consentId: consentOf(1), recipients } }]);
    consenting
      .when({ type: 'WithdrawConsent', data: { consentId: 'other' as ConsentId } }, context())
      .thenRejected('PATIENT.CONSENT_UNKNOWN');
    consenting
      .when({ type: 'WithdrawConsent', data: { recipients: [] } }, context())
      .thenRejected('PATIENT.RECIPIENTS_MISSING');
  });

  it('stores exactly the fields of the event, whatever else came in', () => {
    const recipients = [{ of: 'everyone-but-staff', note: 'Frau Sommer' } as const];
    given(patientDecider, aPatient().events)
      .when({ ...withdraw, data: { recipients } }, context())
      .then([event]);
  });

  it('is recorded by the owning provider alone', () => {
    given(patientDecider, aPatient().events).when(withdraw, context(stranger)).thenRejected('ACCESS.NOT_FOUND');
    given(patientDecider, aPatient().events)
      .when(withdraw, context(person(luisId)))
      .thenRejected('ACCESS.DENIED');
  });

  it('is as easy once processing is restricted or everything is erased', () => {
    for (const patient of [aPatient().restricted(inDays(9000)), aPatient().erased('content', 'contact', 'evidence')]) {
      given(patientDecider, patient.events).when(withdraw, context()).then([event]);
    }
  });
});
