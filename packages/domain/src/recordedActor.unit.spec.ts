import { describe, expect, it } from '@jest/globals';
import { catalogue, eventTypes } from './catalogue/index.js';
import * as examples from './catalogue/exampleIds.js';
import type { PenHolder } from './case/events/index.js';
import type { Actor } from './context.js';
import type { DomainEvent, EventType } from './events.js';
import { partOf, recordedActorOf } from './recordedActor.js';
import {
  administrator,
  aCase,
  caseId,
  luis as luisOfCase,
  patientId,
  person,
  planWellId,
  technician,
} from './testing/index.js';

const example = (type: EventType): DomainEvent => ({ type, data: catalogue[type].example }) as DomainEvent;
const anna = { ...person(examples.anna), isProvider: true };
const luis = person(examples.luis);
const rule = { kind: 'policy', name: 'policy:unshare-removed' } as const;
const ofCase = { caseId, patientId, providerId: examples.anna };
const through = { ...ofCase, through: luisOfCase.collaboratorId };
const ofAnna = { personId: examples.anna };
const byCollaborator: PenHolder = { of: 'collaborator', collaboratorId: luisOfCase.collaboratorId };
const taken = (holder: PenHolder): DomainEvent => ({ type: 'PenTaken', data: { ...ofCase, holder } });
const passed = (from: PenHolder): DomainEvent => ({
  type: 'PenPassed',
  data: { ...ofCase, from, to: { of: 'provider' } },
});

describe('in which part somebody acted', () => {
  it.each<[EventType, Actor, string]>([
    ['AccountProvisioned', administrator, 'administrator'],
    ['AccountProvisioned', anna, 'provider'],
    ['AccountRegistered', anna, 'self'],
    ['PracticeOpened', anna, 'self'],
    ['EmailChanged', anna, 'self'],
    ['ViewSaved', { ...anna, roles: ['administrator'] }, 'self'],
    ['NotificationSettingChanged', anna, 'self'],
    ['AccountClosed', anna, 'self'],
    ['AccountClosed', administrator, 'administrator'],
    ['RoleGranted', administrator, 'administrator'],
    ['RoleGranted', { ...anna, roles: ['administrator'] }, 'administrator'],
    ['AuditorAppointed', administrator, 'administrator'],
    ['MemberAdded', { ...luis, roles: ['administrator'] }, 'administrator'],
    ['CollaboratorAdded', anna, 'provider'],
    ['InvitationAccepted', luis, 'collaborator'],
    ['PatientRegistered', anna, 'provider'],
    ['CaseShared', anna, 'provider'],
    ['SetupReadyForReview', technician, 'lab'],
    ['SetupReadyForReview', { ...anna, roles: ['lab'] }, 'lab'],
    ['SetupMarkedReady', luis, 'collaborator'],
    ['MessagePosted', luis, 'collaborator'],
    ['MessagesRead', anna, 'provider'],
  ])('%s', (type, actor, role) => {
    expect(recordedActorOf(example(type), actor)).toMatchObject({ role });
  });

  it.each<[string, DomainEvent, Actor, string]>([
    ['who closes their own account', { type: 'AccountClosed', data: ofAnna }, anna, 'self'],
    ['who closes the account of another', { type: 'AccountClosed', data: ofAnna }, administrator, 'administrator'],
    [
      'an administrator in their own settings',
      { type: 'LanguageChosen', data: { ...ofAnna, language: 'de' } },
      { ...anna, roles: ['administrator'] },
      'self',
    ],
    [
      'the lab that asks for records',
      { type: 'RecordsRequested', data: { ...ofCase, items: ['photos'] } },
      technician,
      'lab',
    ],
    ['the lab that has them all', { type: 'RecordsCompleted', data: ofCase }, technician, 'lab'],
    ['the lab that takes the pen', taken({ of: 'lab' }), technician, 'lab'],
    ['the lab that passes it', passed({ of: 'lab' }), technician, 'lab'],
    ['the lab that lets it go', { type: 'PenReleased', data: { ...ofCase, holder: { of: 'lab' } } }, technician, 'lab'],
    ['the provider who takes it', taken({ of: 'provider' }), anna, 'provider'],
    ['the collaborator who takes it', taken(byCollaborator), luis, 'collaborator'],
    ['the collaborator who passes it', passed(byCollaborator), luis, 'collaborator'],
    ['the provider who holds a case', { type: 'CasePutOnHold', data: ofCase }, anna, 'provider'],
    ['the collaborator who holds a case', { type: 'CasePutOnHold', data: through }, luis, 'collaborator'],
  ])('%s', (_sentence, event, actor, role) => {
    expect(recordedActorOf(event, actor)).toMatchObject({ role });
  });
});

describe('for whom somebody acted', () => {
  it('a member for the organisation', () =>
    expect(recordedActorOf(example('SetupMarkedReady'), luis, planWellId)).toEqual({
      id: examples.luis,
      role: 'collaborator',
      onBehalfOf: planWellId,
    }));

  it('a collaborator who judges or writes, for themself', () => {
    for (const type of ['SetupMarkedReady', 'MessagePosted', 'InvitationAccepted'] as const)
      expect(recordedActorOf(example(type), luis)).toEqual({ id: examples.luis, role: 'collaborator' });
  });

  it('a collaborator who orders, holds or records a patient, for the provider (D1)', () => {
    const forAnna = { id: examples.luis, role: 'collaborator', onBehalfOf: examples.anna };
    for (const type of ['OrderSubmitted', 'CaseShared', 'PatientRegistered'] as const)
      expect(recordedActorOf(example(type), luis)).toEqual(forAnna);
    expect(recordedActorOf({ type: 'CaseResumed', data: through }, luis)).toEqual(forAnna);
  });

  it('the provider and the lab for nobody else', () => {
    expect(recordedActorOf(example('CaseShared'), anna)).toEqual({ id: examples.anna, role: 'provider' });
    expect(recordedActorOf(example('SetupReadyForReview'), technician)).toEqual({
      id: technician.personId,
      role: 'lab',
    });
  });

  it('a rule for the provider, where the event names one', () => {
    expect(recordedActorOf(example('CaseUnshared'), rule)).toEqual({
      id: 'policy:unshare-removed',
      role: 'policy',
      onBehalfOf: examples.anna,
    });
    expect(recordedActorOf(example('AccountRegistered'), rule)).toEqual({ id: rule.name, role: 'policy' });
  });

  it('the first start for nobody', () =>
    expect(recordedActorOf(example('RoleGranted'), { kind: 'setup' })).toEqual({ id: 'setup', role: 'setup' }));
});

it('is a part that the catalogue foresees for the event', () => {
  for (const type of eventTypes) {
    const actors: readonly Actor[] = [anna, luis, administrator, technician, rule, { kind: 'setup' }];
    const parts = actors.map((actor) => recordedActorOf(example(type), actor).role);
    expect(parts.some((part) => catalogue[type].by.includes(part))).toBe(true);
  }
});

describe('in which part a standing lets somebody act', () => {
  const state = aCase().sharedWith(luisOfCase).build();
  const grant = state.status === 'submitted' ? state.grants[luisOfCase.collaboratorId] : undefined;
  if (!grant) throw new Error('Not shared.');
  const standing = { as: 'collaborator', grant, basis: { of: 'attestation' }, permissions: [] } as const;

  it('is the standing, with the organisation', () => {
    expect(partOf({ as: 'provider' })).toEqual({ role: 'provider' });
    expect(partOf({ as: 'lab' })).toEqual({ role: 'lab' });
    expect(partOf(standing)).toEqual({ role: 'collaborator' });
    expect(partOf({ ...standing, onBehalfOf: planWellId })).toEqual({ role: 'collaborator', onBehalfOf: planWellId });
  });
});
