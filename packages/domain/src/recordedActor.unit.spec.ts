import { describe, expect, it } from '@jest/globals';
import { catalogue, eventTypes } from './catalogue/index.js';
import type { Actor } from './context.js';
import type { DomainEvent, EventType } from './events.js';
import { recordedActorOf } from './recordedActor.js';
import * as examples from './catalogue/exampleIds.js';
import { administrator, person, planWellId, technician } from './testing/index.js';

const example = (type: EventType): DomainEvent => ({ type, data: catalogue[type].example }) as DomainEvent;
const anna = { ...person(examples.anna), isProvider: true };
const luis = person(examples.luis);

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
    ['SetupMarkedReady', luis, 'collaborator'],
    ['MessagePosted', luis, 'collaborator'],
    ['MessagesRead', anna, 'provider'],
  ])('%s', (type, actor, role) => {
    expect(recordedActorOf(example(type), actor)).toMatchObject({ role });
  });

  it('names the organisation for which a member acted', () =>
    expect(recordedActorOf(example('SetupMarkedReady'), luis, planWellId)).toEqual({
      id: examples.luis,
      role: 'collaborator',
      onBehalfOf: planWellId,
    }));

  it('with the pen is the part in which the pen is held', () => {
    const { holder: _, ...taken } = catalogue.PenTaken.example;
    const byLab: DomainEvent = { type: 'PenTaken', data: { ...taken, holder: { of: 'lab' } } };
    const passed: DomainEvent = {
      type: 'PenPassed',
      data: { ...examples.ofCase, from: { of: 'lab' }, to: { of: 'provider' } },
    };
    const released: DomainEvent = { type: 'PenReleased', data: { ...examples.ofCase, holder: { of: 'lab' } } };
    for (const event of [byLab, passed, released]) expect(recordedActorOf(event, technician).role).toBe('lab');
    for (const type of ['PenTaken', 'PenPassed', 'PenReleased'] as const)
      expect(recordedActorOf(example(type), luis).role).toBe('collaborator');
  });

  it('names the rule, or the first start, where no person acted', () => {
    const rule = { kind: 'policy', name: 'policy:unshare-removed' } as const;
    expect(recordedActorOf(example('CaseUnshared'), rule)).toEqual({ id: 'policy:unshare-removed', role: 'policy' });
    expect(recordedActorOf(example('RoleGranted'), { kind: 'setup' })).toEqual({ id: 'setup', role: 'setup' });
  });

  it('is a part that the catalogue foresees for the event', () => {
    for (const type of eventTypes) {
      const rule: Actor = { kind: 'policy', name: 'policy:any' };
      const actors: readonly Actor[] = [anna, luis, administrator, technician, rule, { kind: 'setup' }];
      const parts = actors.map((actor) => recordedActorOf(example(type), actor).role);
      expect(parts.some((part) => catalogue[type].by.includes(part))).toBe(true);
    }
  });
});
