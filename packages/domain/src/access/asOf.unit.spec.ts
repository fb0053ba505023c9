import { describe, expect, it } from '@jest/globals';
import type { AccountEvent } from '../account/events.js';
import type { DomainEvent, Recorded } from '../events.js';
import type { CommandId } from '../ids.js';
import {
  aCase,
  anna,
  annaId,
  aPatient,
  aRoster,
  idOf,
  inDays,
  luis,
  luisId,
  person,
  technicianId,
} from '../testing/index.js';
import { accessAsOf, type AccessHistories, actorAsOf } from './index.js';

/** Recorded one after the other: the first at the position, on the day. */
const recorded = <Event extends DomainEvent>(events: readonly Event[], position: number, day: number) =>
  events.map((event, index): Recorded<Event> => ({
    ...event,
    id: idOf(position + index),
    stream: 'any',
    revision: index,
    position: position + index,
    recordedAt: inDays(day),
    metadata: {
      actor: { id: annaId, role: 'provider' },
      commandId: idOf(1) as CommandId,
      causationId: idOf(1),
      correlationId: idOf(1),
    },
  }));

const himself = person(luisId);
const [ordered, ...sharing] = aCase().sharedWith(luis).events;
const histories: AccessHistories = {
  case: [...recorded(ordered ? [ordered] : [], 20, 0), ...recorded(sharing, 30, 2)],
  roster: [
    ...recorded(aRoster().with(luis).events, 1, -9),
    ...recorded(aRoster().without(luis).events.slice(-1), 50, 6),
  ],
  patient: [
    ...recorded(aPatient().events, 10, -5),
    ...recorded(
      aPatient()
        .withdrawing([{ of: 'everyone' }])
        .events.slice(1),
      40,
      4,
    ),
  ],
  organisations: new Map(),
};
const saw = (day: number, changes: Partial<AccessHistories> = {}, before?: number) =>
  accessAsOf(
    { ...histories, ...changes },
    { act: 'see-case', actor: himself },
    { at: inDays(day), ...(before !== undefined && { before }) },
  );

describe('who could see a case at a moment that has passed (product.md G3, G5, G6)', () => {
  it.each<[string, number, object]>([
    ['nobody before there was one', -1, { allowed: false, known: false, reason: 'no-relation' }],
    ['not before it was shared', 1, { allowed: false, known: false, reason: 'not-shared' }],
    ['from the moment at which it was shared', 2, { allowed: true }],
    ['until just before the patient withdrew', 3.999, { allowed: true }],
    ['not from the withdrawal on', 4, { allowed: false, known: false, reason: 'consent-withdrawn' }],
    ['not after the removal', 7, { allowed: false, known: false, reason: 'collaborator-removed' }],
  ])('%s', (_sentence, day, expected) => {
    expect(saw(day)).toMatchObject(expected);
  });

  it('on what basis, and by the clock of then: an end by date', () => {
    const until = aCase().sharedWith(luis, { ends: { on: 'date', at: inDays(3) } }).events;
    const changes = { case: recorded(until, 20, 0) };
    expect(saw(2, changes)).toMatchObject({ standing: { basis: { of: 'attestation', textVersion: '2026-01' } } });
    expect(saw(3, changes)).toMatchObject({ reason: 'grant-ended' });
  });

  it('reads nothing after the first event that was recorded later, also where the clock was set back', () => {
    const late = [...recorded(aPatient().events, 10, -5), ...recorded(aPatient().events, 29, 9)];
    expect(saw(2, { patient: late })).toMatchObject({ reason: 'not-shared' });
    expect(saw(2, {}, 30)).toMatchObject({ reason: 'not-shared' });
    expect(saw(2, {}, 31)).toMatchObject({ allowed: true });
  });

  it('the provider could, as soon as there was a case', () =>
    expect(accessAsOf(histories, { act: 'see-case', actor: anna }, { at: inDays(0) })).toMatchObject({
      allowed: true,
    }));
});

describe('who a person was at a moment that has passed', () => {
  const personId = technicianId;
  const account: readonly Recorded<AccountEvent>[] = [
    ...recorded<AccountEvent>(
      [{ type: 'AccountProvisioned', data: { personId, name: 'Theo', email: 'theo@lab.example', language: 'de' } }],
      1,
      0,
    ),
    ...recorded<AccountEvent>(
      [{ type: 'AccountRegistered', data: { personId, emailVerifiedBy: 'administrator' } }],
      2,
      1,
    ),
    ...recorded<AccountEvent>([{ type: 'RoleGranted', data: { personId, role: 'lab' } }], 3, 2),
    ...recorded<AccountEvent>([{ type: 'RoleRevoked', data: { personId, role: 'lab' } }], 4, 3),
  ];

  it.each<[string, number, object | undefined]>([
    ['nobody before they were added', -1, undefined],
    ['not registered yet', 0, { registered: false, roles: [] }],
    ['registered', 1, { registered: true, roles: [] }],
    ['with the role they had then', 2, { roles: ['lab'] }],
    ['without it again', 3, { roles: [] }],
  ])('%s', (_sentence, day, expected) => {
    const was = actorAsOf(account, { at: inDays(day) });
    if (expected === undefined) expect(was).toBeUndefined();
    else expect(was).toMatchObject(expected);
  });
});
