import { describe, expect, it } from '@jest/globals';
import { type Actor, actorOf } from '../context.js';
import type { PracticeId } from '../ids.js';
import {
  administrator,
  anAccount,
  anna,
  annasPractice,
  aProvisionedAccount,
  given,
  idOf,
  luisId,
  NOW,
  person,
} from '../testing/index.js';
import { accountDecider, isProviderAccount } from './index.js';

const luis = person(luisId);
const by = (actor: Actor) => ({ actor, now: NOW });
const practiceId = annasPractice;
const account = (events = anAccount().events) => given(accountDecider, events);
const withPractice = anAccount().withPractice(practiceId);
const closed = { type: 'PracticeClosed', data: { personId: luisId, practiceId } } as const;
const withClosedPractice = withPractice.and(closed);

const open = { type: 'OpenPractice', data: { practiceId, name: 'Am Hafen' } } as const;
const rename = { type: 'RenamePractice', data: { practiceId, name: 'An der Elbe' } } as const;
const close = { type: 'ClosePractice', data: { practiceId } } as const;

describe('opening a practice (product.md A1)', () => {
  it('makes a provider, once', () => {
    account()
      .when(open, by(luis))
      .then([{ type: 'PracticeOpened', data: { personId: luisId, practiceId, name: 'Am Hafen' } }]);
    account(withPractice.events).when(open, by(luis)).thenNothing();
    expect(actorOf(anAccount().build())?.isProvider).toBe(false);
    expect(actorOf(withPractice.build())).toEqual({ ...luis, isProvider: true });
  });

  it('does not open again what was closed', () =>
    account(withClosedPractice.events).when(open, by(luis)).thenRejected('ACCOUNT.PRACTICE_CLOSED', { practiceId }));
});

describe('renaming a practice', () => {
  const renamed = { type: 'PracticeRenamed', data: { personId: luisId, practiceId, name: 'An der Elbe' } } as const;

  it('is recorded each time: the state knows no names', () => {
    account(withPractice.events).when(rename, by(luis)).then([renamed]);
    account(withPractice.and(renamed).events).when(rename, by(luis)).then([renamed]);
    expect(withPractice.and(renamed).build()).toEqual(withPractice.build());
  });

  it('also of a closed one: its cases go on naming it', () =>
    account(withClosedPractice.events).when(rename, by(luis)).then([renamed]));
});

describe('closing a practice', () => {
  it('is recorded once', () => {
    account(withPractice.events).when(close, by(luis)).then([closed]);
    account(withClosedPractice.events).when(close, by(luis)).thenNothing();
  });

  it('leaves a provider, whose new cases it takes no more', () => {
    const state = withClosedPractice.build();
    expect(state).toMatchObject({ practices: [], closedPractices: [practiceId] });
    expect(isProviderAccount(state)).toBe(true);
    expect(actorOf(state)?.isProvider).toBe(true);
  });

  it('leaves the other practices open', () => {
    const other = idOf(77) as PracticeId;
    expect(withPractice.withPractice(other).and(closed).build()).toMatchObject({
      practices: [other],
      closedPractices: [practiceId],
    });
  });

  it('of what was never opened, or opening what was closed, changes nothing about the account', () => {
    expect(anAccount().and(closed).build()).toEqual(anAccount().build());
    expect(withClosedPractice.withPractice(practiceId).build()).toEqual(withClosedPractice.build());
    expect(withClosedPractice.and(closed).build()).toEqual(withClosedPractice.build());
  });
});

describe('whose practices they are', () => {
  it.each([open, rename, close])('only the registered person may: $type', (command) => {
    for (const actor of [anna, administrator])
      account(withPractice.events).when(command, by(actor)).thenRejected('ACCESS.NOT_FOUND');
    given(accountDecider).when(command, by(luis)).thenRejected('ACCESS.NOT_FOUND');
    account(withPractice.closed().events).when(command, by(luis)).thenRejected('ACCESS.NOT_FOUND');
    account(aProvisionedAccount().events)
      .when(command, by({ ...luis, registered: false }))
      .thenRejected('ACCESS.DENIED', { reason: 'not-registered' });
    for (const actor of [{ kind: 'setup' }, { kind: 'policy', name: 'policy:x' }] as const)
      account(withPractice.events).when(command, by(actor)).thenRejected('ACCESS.DENIED', { reason: 'not-a-person' });
  });

  it('and only of their own ones', () => {
    for (const command of [rename, close])
      account().when(command, by(luis)).thenRejected('ACCOUNT.PRACTICE_UNKNOWN', { practiceId });
  });

  it('a practice has a name', () => {
    for (const command of [open, rename]) {
      const history = command === open ? anAccount() : withPractice;
      account(history.events)
        .when({ ...command, data: { practiceId, name: ' ' } }, by(luis))
        .thenRejected('ACCOUNT.PRACTICE_NAME_MISSING');
    }
  });

  it('nobody is a provider without an account', () => {
    expect(isProviderAccount(undefined)).toBe(false);
    expect(isProviderAccount({ status: 'none' })).toBe(false);
  });
});
