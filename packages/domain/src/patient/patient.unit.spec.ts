/** What holds for every command about a patient: who may give it. */

import { describe, expect, it } from '@jest/globals';
import type { Actor } from '../context.js';
import {
  administrator,
  anna,
  aPatient,
  consentOf,
  everybody,
  given,
  inDays,
  luis,
  luisId,
  meiId,
  mira,
  NOW,
  patientId,
  person,
  technician,
} from '../testing/index.js';
import { type PatientCommand, type PatientContext, patientDecider } from './index.js';

const everyone = [{ of: 'everyone' }] as const;
const commands: { readonly [Type in PatientCommand['type']]: Extract<PatientCommand, { type: Type }>['data'] } = {
  RegisterPatient: { patientId, identity: mira },
  CorrectPatient: { identity: { ...mira, givenName: 'Myra' } },
  GiveConsent: {
    consentId: consentOf(9),
    recipients: everyone,
    purposes: ['treatment'],
    textVersion: '2026-01',
    evidence: { kind: 'signed-form' },
    givenBy: 'patient',
    occurredAt: NOW,
  },
  WithdrawConsent: {},
  ObjectToSharing: { recipients: everyone },
  LiftObjection: { recipients: everyone },
  RequestErasure: {},
  RefuseErasure: { ground: 'legal-claims' },
  RestrictProcessing: { ground: 'legal-claims', eraseAt: inDays(9000) },
  ErasePersonalData: { classes: ['content'] },
};
const each = Object.entries(commands).map(([type, data]) => ({ type, data }) as PatientCommand);
const context = (actor: Actor): PatientContext => ({ actor, now: NOW, identity: mira, roster: everybody().build() });
const patient = given(patientDecider, aPatient().objecting(everyone).askingForErasure().events);

describe.each(each)('$type', (command) => {
  it('is the provider’s, and of no other person’s in whatever part', () => {
    for (const actor of [person(luisId), person(meiId), technician, administrator, { kind: 'setup' }] as const) {
      patient.when(command, context(actor)).thenRejected('ACCESS.DENIED');
    }
    patient.when(command, context({ ...anna, registered: false })).thenRejected('ACCESS.DENIED', {
      reason: 'not-registered',
    });
  });

  it('finds no patient of another provider, and none who is not there', () => {
    patient.when(command, context({ ...person(luisId), isProvider: true })).thenRejected('ACCESS.NOT_FOUND');
    if (command.type !== 'RegisterPatient')
      given(patientDecider).when(command, context(anna)).thenRejected('ACCESS.NOT_FOUND');
  });

  it('is no rule’s, but for an erasure that is due', () =>
    patient
      .when(command, context({ kind: 'policy', name: 'policy:any' }))
      .thenRejected(command.type === 'ErasePersonalData' ? 'PATIENT.NO_ERASURE_REQUESTED' : 'ACCESS.DENIED'));
});

describe('a collaborator with every permission', () => {
  it('may register who is new for the provider whom they name, and nothing else', () => {
    const roster = everybody()
      .permitted(luis, ['decline-setups', 'add-orders', 'request-revisions', 'manage-holds'])
      .build();
    const taken = each.filter((command) => {
      const data = command.type === 'RegisterPatient' ? { ...command.data, providerId: anna.personId } : command.data;
      const before = command.type === 'RegisterPatient' ? given(patientDecider) : patient;
      try {
        const asked = { ...command, data } as PatientCommand;
        return before.when(asked, { ...context(person(luisId)), roster }).events.length > 0;
      } catch {
        return false;
      }
    });
    expect(taken.map(({ type }) => type)).toEqual(['RegisterPatient']);
  });
});
