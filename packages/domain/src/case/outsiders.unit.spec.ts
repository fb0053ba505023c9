import { describe, it } from '@jest/globals';
import type { Actor } from '../context.js';
import type { Permission } from '../roster/index.js';
import {
  aCase,
  aDraft,
  administrator,
  anna,
  annaId,
  aPatient,
  aRoster,
  by,
  caseId,
  given,
  idOf,
  inDays,
  jonas,
  luis,
  luisId,
  messageOf,
  NOW,
  orderNumber,
  orderNumberOf,
  patientId,
  person,
  planWell,
  technician,
} from '../testing/index.js';
import type { PersonId, PracticeId } from '../ids.js';
import { type CaseCommand, caseDecider, type OrderingCommand, type ProducingCommand } from './index.js';

const words = { messageId: messageOf(90), text: 'Bitte den Engstand unten auflösen.' };
const { collaboratorId } = planWell;

/** What is ordered on a case that is there, and what is produced: a command that is missing does not compile. */
type OnCase = Exclude<(OrderingCommand | ProducingCommand)['type'], 'DraftOrder' | 'DiscardDraft' | 'SubmitOrder'>;
const data: { readonly [Type in OnCase]: Extract<CaseCommand, { type: Type }>['data'] } = {
  RequestRevision: { orderNumber: orderNumberOf(2), words },
  OrderRetainer: { orderNumber: orderNumberOf(2) },
  OrderReplacement: { orderNumber: orderNumberOf(2), cause: 'lost', aligners: [1] },
  OrderTps: { collaboratorId },
  CompleteTps: {},
  CancelTps: { collaboratorId },
  UpgradeCaseType: { caseType: 'unlimited-5' },
  ChangePractice: { practiceId: idOf(12) as PracticeId },
  RequestRecords: { items: ['photos'] },
  RejectRecords: { items: ['photos'], reason: 'Unscharf.' },
  CompleteRecords: {},
  ShipOrder: { orderNumber, phase: 1, last: false, occurredAt: NOW },
  PutOnHold: {},
  Resume: {},
  CompleteCase: {},
  CancelCase: {},
  CloseCase: {},
  ReopenCase: {},
};
const commands = Object.entries(data).map(([type, of]) => [type, { type, data: of } as CaseCommand] as const);

const everything: readonly Permission[] = ['decline-setups', 'add-orders', 'request-revisions', 'manage-holds'];
const roster = aRoster().with(luis, everything).with(jonas).with(planWell, everything);
const ofLuis = { providerId: annaId, collaboratorId: luis.collaboratorId };
const shared = aCase().sharedWith(luis).setup().approved();
const asLuis = person(luisId);
const stranger = person(idOf(77) as PersonId);

describe.each(commands)('%s is not found', (_type, command) => {
  it.each<[string, Actor]>([
    ['a stranger', stranger],
    ['a provider whose case it is not', { ...stranger, isProvider: true }],
    ['an administrator', administrator],
    ['a rule', { kind: 'policy', name: 'policy:any' }],
    ['the first start', { kind: 'setup' }],
    ['the provider before the registration', { ...anna, registered: false }],
    ['the lab’s technician before the registration', { ...technician, registered: false }],
  ])('by %s', (_who, actor) => {
    given(caseDecider, shared.events)
      .when(command, by(actor, { roster: roster.build() }))
      .thenRejected('ACCESS.NOT_FOUND');
  });

  it.each<[string, Parameters<typeof by>[1], typeof shared?]>([
    ['removed from the roster', { roster: roster.without(luis).build() }],
    ['paused', { roster: roster.and({ type: 'CollaboratorPaused', data: ofLuis }).build() }],
    ['invited and has not accepted', { roster: aRoster().invited(luis, everything).build() }],
    [
      'shut out by the patient',
      {
        patient: aPatient()
          .withdrawing([{ of: 'everyone-but-staff' }])
          .build(),
      },
    ],
    ['without a consent, where one is needed', { roster: roster.policy('per-patient').build() }],
    ['without a share any more', {}, shared.unsharedFrom(luis)],
    ['behind the end of their share', { now: inDays(3) }, shared.renewedFor(luis, { on: 'date', at: inDays(3) })],
  ])('by a collaborator with every permission who is %s', (_how, changes, on = shared) => {
    given(caseDecider, on.events)
      .when(command, by(asLuis, { roster: roster.build(), ...changes }))
      .thenRejected('ACCESS.NOT_FOUND');
  });

  it('by anybody before the order is submitted, or where it never was', () => {
    const ofCase = { caseId, patientId, providerId: annaId };
    const discarded = aDraft().and({ type: 'DraftDiscarded', data: ofCase });
    for (const actor of [anna, technician, asLuis]) {
      for (const events of [[], aDraft({ by: luis }).events, discarded.events]) {
        given(caseDecider, events)
          .when(command, by(actor, { roster: roster.build() }))
          .thenRejected('ACCESS.NOT_FOUND');
      }
    }
  });
});

describe('who stands to a case in two ways does what either may', () => {
  const technicianToo = { ...asLuis, roles: ['lab' as const] };
  const annaToo = { ...anna, roles: ['lab' as const] };

  it('the provider who is the lab’s technician ships and completes', () => {
    const ship = { type: 'ShipOrder', data: { ...data.ShipOrder, last: true } } as CaseCommand;
    const { events } = given(caseDecider, shared.events).when(ship, by(annaToo));
    given(caseDecider, [...shared.events, ...events])
      .when({ type: 'CompleteCase', data: {} }, by(annaToo))
      .then([{ type: 'CaseCompleted', data: { caseId, patientId, providerId: annaId } }]);
  });

  it('a technician among the collaborators gets no permission by it', () => {
    const without = { roster: aRoster().with(luis).build() };
    for (const type of ['RequestRevision', 'OrderRetainer', 'PutOnHold', 'OrderReplacement', 'CloseCase'] as const) {
      given(caseDecider, shared.events)
        .when({ type, data: data[type] } as CaseCommand, by(technicianToo, without))
        .thenRejected('ACCESS.DENIED');
    }
  });

  it('a technician who was removed from the roster still sees the case as the lab does, and acts as the lab alone', () => {
    const removed = { roster: roster.without(luis).build() };
    given(caseDecider, shared.events)
      .when({ type: 'PutOnHold', data: { collaboratorId: luis.collaboratorId } }, by(technicianToo, removed))
      .thenRejected('ACCESS.DENIED', { reason: 'not-permitted' });
    given(caseDecider, aCase().events)
      .when({ type: 'CompleteRecords', data: {} }, by(technicianToo, removed))
      .then([{ type: 'RecordsCompleted', data: { caseId, patientId, providerId: annaId } }]);
  });

  it('another’s entry that is named opens nothing', () => {
    const named = { orderNumber: orderNumberOf(2), collaboratorId: jonas.collaboratorId };
    given(caseDecider, shared.sharedWith(jonas).events)
      .when({ type: 'OrderRetainer', data: named }, by(asLuis, { roster: roster.build() }))
      .thenRejected('ACCESS.NOT_FOUND');
  });
});
