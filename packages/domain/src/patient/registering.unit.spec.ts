import { describe, it } from '@jest/globals';
import type { OrganisationId, PersonId } from '../ids.js';
import type { OrganisationState } from '../organisation/index.js';
import { ERASED } from '../personal.js';
import type { Permission } from '../roster/index.js';
import {
  administrator,
  anna,
  annaId,
  aPatient,
  aRoster,
  given,
  jonas,
  jonasId,
  luis,
  luisId,
  mira,
  NOW,
  patientId,
  person,
  petraId,
  planWell,
  planWellId,
  planWellState,
  technician,
} from '../testing/index.js';
import type { Actor } from '../context.js';
import {
  type CorrectPatient,
  type PatientContext,
  patientDecider,
  type PatientIdentity,
  type RegisterPatient,
} from './index.js';

const context = (actor: Actor = anna): PatientContext => ({ actor, now: NOW });
const stranger = { ...person(luisId), isProvider: true };
const rule = { kind: 'policy', name: 'policy:any' } as const;

describe('registering a patient', () => {
  const register = {
    type: 'RegisterPatient',
    data: { patientId, identity: mira },
  } as const;
  const identity = register.data.identity;

  it('makes the acting provider the owner, once', () => {
    given(patientDecider).when(register, context()).then(aPatient().events);
    given(patientDecider, aPatient().events).when(register, context()).thenNothing();
  });

  it('needs names and a birth date that has been', () => {
    const refused = (changes: Partial<PatientIdentity>, code: string): void =>
      given(patientDecider)
        .when({ ...register, data: { patientId, identity: { ...identity, ...changes } } }, context())
        .thenRejected(code);
    refused({ givenName: ' ' }, 'PATIENT.NAME_MISSING');
    refused({ familyName: '' }, 'PATIENT.NAME_MISSING');
    refused({ birthDate: '2009-02-30' }, 'PATIENT.BIRTH_DATE_INVALID');
    refused({ birthDate: '30.4.2009' }, 'PATIENT.BIRTH_DATE_INVALID');
    refused({ birthDate: '2026-03-03' }, 'PATIENT.BIRTH_DATE_INVALID');
  });

  it('is a provider’s, and of another provider’s patient nothing is known', () => {
    given(patientDecider)
      .when(register, context(person(luisId)))
      .thenRejected('ACCESS.DENIED');
    given(patientDecider, aPatient().events).when(register, context(stranger)).thenRejected('ACCESS.NOT_FOUND');
  });

  it('is nothing that a technician, an administrator or a rule does', () => {
    for (const actor of [technician, administrator, rule, { ...anna, registered: false }]) {
      given(patientDecider).when(register, context(actor)).thenRejected('ACCESS.DENIED');
    }
  });

  it('stores exactly the identity, whatever else came in', () =>
    given(patientDecider)
      .when({ ...register, data: { patientId, identity: { ...identity, ...{ email: 'x' } } } }, context())
      .then(aPatient().events));
});

describe('registering a patient with an order for somebody else (product.md D1)', () => {
  const addOrders: readonly Permission[] = ['decline-setups', 'add-orders'];
  const register: RegisterPatient = {
    type: 'RegisterPatient',
    data: { patientId, identity: mira, providerId: annaId },
  };
  const organisations = new Map<OrganisationId, OrganisationState>([[planWellId, planWellState]]);
  const acting = (actor: Actor, roster = aRoster().with(jonas, addOrders).with(luis).with(planWell, addOrders)) => ({
    ...context(actor),
    roster: roster.build(),
    organisations,
  });
  const through = ({ collaboratorId }: typeof jonas) =>
    ({
      type: 'PatientRegistered',
      data: { patientId, providerId: annaId, identity: mira, through: collaboratorId },
    }) as const;

  it('is a collaborator’s with add-orders, through their entry, once', () => {
    given(patientDecider)
      .when(register, acting(person(jonasId)))
      .then([through(jonas)]);
    given(patientDecider, [through(jonas)])
      .when(register, acting(person(jonasId)))
      .thenNothing();
    given(patientDecider)
      .when(register, acting(person(petraId)))
      .then([through(planWell)]);
  });

  it('through the entry that has the permission, where a person has two', () => {
    const two = aRoster()
      .with({ ...planWell, recipientId: planWellId })
      .with({ ...jonas, recipientId: petraId }, addOrders);
    given(patientDecider)
      .when(register, acting(person(petraId), two))
      .then([through(jonas)]);
  });

  it('through the entry that is named, and through no other', () => {
    const two = aRoster()
      .with(planWell, addOrders)
      .with({ ...jonas, recipientId: petraId }, addOrders)
      .with(luis, addOrders);
    const naming = ({ collaboratorId }: typeof jonas) => ({ ...register, data: { ...register.data, collaboratorId } });
    for (const entry of [planWell, jonas]) {
      given(patientDecider)
        .when(naming(entry), acting(person(petraId), two))
        .then([through(entry)]);
    }
    given(patientDecider)
      .when(naming(luis), acting(person(petraId), two))
      .thenRejected('ACCESS.NOT_FOUND');
  });

  it('is refused without the permission', () =>
    given(patientDecider)
      .when(register, acting(person(luisId)))
      .thenRejected('ACCESS.DENIED', { reason: 'permission-missing', permission: 'add-orders' }));

  it.each<[string, PatientContext]>([
    ['who is in no entry', acting(person('nobody' as PersonId))],
    ['another provider', acting({ ...person('nobody' as PersonId), isProvider: true })],
    ['who was not accepted yet', acting(person(jonasId), aRoster().invited(jonas, addOrders))],
    ['who was removed', acting(person(jonasId), aRoster().with(jonas, addOrders).without(jonas))],
    [
      'who is paused',
      acting(
        person(jonasId),
        aRoster()
          .with(jonas, addOrders)
          .and({
            type: 'CollaboratorPaused',
            data: { providerId: annaId, collaboratorId: jonas.collaboratorId },
          }),
      ),
    ],
    ['who has left the organisation', { ...acting(person(petraId)), organisations: new Map() }],
    ['whom no roster was given for', context(person(jonasId))],
    [
      'whom another provider’s roster was given for',
      { ...acting(person(jonasId)), roster: { ...aRoster().with(jonas, addOrders).build(), providerId: luisId } },
    ],
  ])('says nothing to %s', (_sentence, around) =>
    given(patientDecider).when(register, around).thenRejected('ACCESS.NOT_FOUND'),
  );

  it('says nothing of a patient whom the provider or another collaborator registered', () => {
    for (const history of [aPatient().events, [through(planWell)]]) {
      given(patientDecider, history)
        .when(register, acting(person(jonasId)))
        .thenRejected('ACCESS.NOT_FOUND');
    }
  });

  it('leaves the patient the provider’s, for whom it is registered already', () => {
    given(patientDecider, [through(jonas)])
      .when(register, context())
      .thenNothing();
    given(patientDecider).when(register, context()).then(aPatient().events);
  });

  it('needs the same of the identity', () =>
    given(patientDecider)
      .when({ ...register, data: { ...register.data, identity: { ...mira, givenName: '' } } }, acting(person(jonasId)))
      .thenRejected('PATIENT.NAME_MISSING'));
});

describe('correcting who a patient is', () => {
  const correct = (changes: Partial<PatientIdentity> = { familyName: 'Sommer-Lind' }): CorrectPatient => ({
    type: 'CorrectPatient',
    data: { identity: { ...mira, ...changes } },
  });
  const corrected = {
    type: 'PatientCorrected',
    data: { patientId, providerId: annaId, identity: { ...mira, familyName: 'Sommer-Lind' } },
  } as const;
  const registered = given(patientDecider, aPatient().events);

  it('is recorded, and not where it is so already', () => {
    registered.when(correct(), context()).then([corrected]);
    registered.when(correct(), { ...context(), identity: mira }).then([corrected]);
    registered.when(correct(), { ...context(), identity: corrected.data.identity }).thenNothing();
    registered
      .when(correct({ birthDate: '2009-05-30' }), { ...context(), identity: mira })
      .then([{ ...corrected, data: { ...corrected.data, identity: { ...mira, birthDate: '2009-05-30' } } }]);
  });

  it('needs what a registration needs', () => {
    registered.when(correct({ givenName: ' ' }), context()).thenRejected('PATIENT.NAME_MISSING');
    registered.when(correct({ familyName: 'x'.repeat(20_001) }), context()).thenRejected('TEXT.TOO_LONG');
    registered.when(correct({ birthDate: '2026-03-03' }), context()).thenRejected('PATIENT.BIRTH_DATE_INVALID');
  });

  it('ends with the erasure of the identity', () => {
    given(patientDecider, aPatient().erased('contact').events)
      .when(correct(), { ...context(), identity: ERASED })
      .thenRejected('PATIENT.ERASED', { class: 'contact' });
    given(patientDecider, aPatient().erased('content').events).when(correct(), context()).then([corrected]);
  });

  it('is the owning provider’s alone', () => {
    registered.when(correct(), context(person(luisId))).thenRejected('ACCESS.DENIED');
    registered.when(correct(), context(rule)).thenRejected('ACCESS.DENIED');
    registered.when(correct(), context(stranger)).thenRejected('ACCESS.NOT_FOUND');
    given(patientDecider).when(correct(), context()).thenRejected('ACCESS.NOT_FOUND');
  });
});
