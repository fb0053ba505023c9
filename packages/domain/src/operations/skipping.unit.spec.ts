import { describe, expect, it } from '@jest/globals';
import type { Actor } from '../context.js';
import { recordedActorOf } from '../recordedActor.js';
import { administrator, administratorId, anna, given, idOf, NOW, person, petraId } from '../testing/index.js';
import { type OperationsContext, operationsDecider, type OperationsEvent, type SkipGroup } from './index.js';

const group = idOf(300);
const skip: SkipGroup = {
  type: 'SkipGroup',
  data: { projection: 'patients', group, position: 41, reason: 'event-unknown' },
};
const skipped: OperationsEvent = { type: 'GroupSkipped', data: skip.data };
const by = (actor: Actor, parked?: OperationsContext['parked']): OperationsContext => ({
  ...{ actor, now: NOW },
  ...(parked && { parked }),
});
const at = (position: number, eventType = 'CaseShared') => by(administrator, { position, eventType });
const because = (reason: SkipGroup['data']['reason']): SkipGroup => ({ ...skip, data: { ...skip.data, reason } });

describe('a parked group (product.md J3)', () => {
  it('goes on without the event at which it is parked', () =>
    given(operationsDecider).when(skip, at(41)).then([skipped]));

  it('has an event skipped once, whatever it is parked at by now', () => {
    for (const context of [at(41), at(77), by(administrator)]) {
      given(operationsDecider, [skipped]).when(skip, context).thenNothing();
      given(operationsDecider, [skipped]).when(because('event-damaged'), context).thenNothing();
    }
  });

  it('has one event after the other skipped', () => {
    const next: SkipGroup = { ...skip, data: { ...skip.data, position: 77 } };
    given(operationsDecider, [skipped])
      .when(next, at(77))
      .then([{ type: 'GroupSkipped', data: next.data }]);
  });

  it('is told from the same id in another projection and from another group', () => {
    for (const other of [{ projection: 'rosters' }, { group: idOf(301) }])
      given(operationsDecider, [{ ...skipped, data: { ...skipped.data, ...other } }])
        .when(skip, at(41))
        .then([skipped]);
  });

  it('has to be parked, at the event that is named', () => {
    given(operationsDecider).when(skip, by(administrator)).thenRejected('OPERATIONS.GROUP_NOT_PARKED');
    given(operationsDecider).when(skip, at(40)).thenRejected('OPERATIONS.PARKED_ELSEWHERE', { position: 40 });
  });

  it('never has an erasure skipped', () => {
    for (const reason of ['event-damaged', 'corrected-since'] as const)
      given(operationsDecider)
        .when(because(reason), at(41, 'PersonalDataErased'))
        .thenRejected('OPERATIONS.ERASURE_NOT_SKIPPABLE');
  });

  it('has what takes access away skipped only where that was recorded again', () => {
    for (const eventType of ['ConsentWithdrawn', 'CaseUnshared', 'CollaboratorRemoved', 'MemberRemoved']) {
      for (const reason of ['event-damaged', 'event-unknown', 'program-defect'] as const)
        given(operationsDecider)
          .when(because(reason), at(41, eventType))
          .thenRejected('OPERATIONS.WOULD_GIVE_ACCESS_BACK', { eventType });
      given(operationsDecider)
        .when(because('corrected-since'), at(41, eventType))
        .then([{ ...skipped, data: { ...skipped.data, reason: 'corrected-since' } }]);
    }
  });

  it('is skipped by administrators alone', () => {
    const parked = { position: 41, eventType: 'CaseShared' };
    const others: readonly Actor[] = [anna, person(petraId), { kind: 'setup' }, { kind: 'policy', name: 'policy:x' }];
    for (const actor of others)
      for (const history of [[], [skipped]])
        given(operationsDecider, history).when(skip, by(actor, parked)).thenRejected('ACCESS.DENIED');
  });

  it('names in the log the administrator who skipped it', () =>
    expect(recordedActorOf(skipped, administrator)).toEqual({ id: administratorId, role: 'administrator' }));

  it('stores exactly the fields of the event, whatever else came with the command', () =>
    given(operationsDecider)
      .when({ ...skip, data: { ...skip.data, note: 'Mira Sommer' } as never }, at(41))
      .then([skipped]));

  it('folds a skip that stands twice in the log as one', () =>
    expect(given(operationsDecider, [skipped, skipped]).state).toEqual(given(operationsDecider, [skipped]).state));
});
