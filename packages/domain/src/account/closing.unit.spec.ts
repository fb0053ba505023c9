import { describe, expect, it } from '@jest/globals';
import { type Actor, actorOf } from '../context.js';
import { caseDecider } from '../case/index.js';
import { rosterDecider } from '../roster/index.js';
import {
  administrator,
  administratorId,
  anAccount,
  anna,
  annaId,
  annasPractice,
  aProvisionedAccount,
  aRoster,
  by as onCase,
  caseId,
  given,
  inDays,
  invitationOf,
  luis as luisEntry,
  luisId,
  NOW,
  orderNumber,
  person,
  TEXTS,
} from '../testing/index.js';
import { accountDecider, type AccountEvent, type AccountState, isProviderAccount, settingOf } from './index.js';

const luis = person(luisId);
const by = (actor: Actor) => ({ actor, now: NOW });
const account = (events: readonly AccountEvent[] = anAccount().events) => given(accountDecider, events);
const close = { type: 'CloseAccount', data: {} } as const;
const closed = { type: 'AccountClosed', data: { personId: luisId } } as const;
const gone = anAccount().withPractice(annasPractice).closed();

describe('closing an account', () => {
  it('is done by the person or an administrator, once', () => {
    for (const actor of [luis, administrator]) account().when(close, by(actor)).then([closed]);
    account(aProvisionedAccount().events).when(close, by(administrator)).then([closed]);
    account(gone.events).when(close, by(administrator)).thenNothing();
  });

  it('is nobody else’s act', () => {
    account().when(close, by(anna)).thenRejected('ACCESS.NOT_FOUND');
    given(accountDecider).when(close, by(luis)).thenRejected('ACCESS.NOT_FOUND');
    given(accountDecider).when(close, by(administrator)).thenRejected('ACCOUNT.UNKNOWN');
    account(aProvisionedAccount().events)
      .when(close, by({ ...luis, registered: false }))
      .thenRejected('ACCESS.DENIED');
    for (const actor of [{ kind: 'setup' }, { kind: 'policy', name: 'policy:x' }] as const)
      account().when(close, by(actor)).thenRejected('ACCESS.DENIED');
  });

  it('an administrator can not do to themself: the last one would lock everybody out', () => {
    const administers = anAccount(administratorId).withRole('administrator').events;
    account(administers).when(close, by(administrator)).thenRejected('ACCOUNT.NOT_ONESELF');
    account(administers)
      .when(close, by({ ...luis, roles: ['administrator'] }))
      .then([{ type: 'AccountClosed', data: { personId: administratorId } }]);
  });
});

describe('a closed account', () => {
  it('acts no more', () => expect(actorOf(gone.build())).toBeUndefined());

  it('has lost roles and appointment, and its practices are closed', () => {
    const state = anAccount()
      .withRole('lab')
      .withPractice(annasPractice)
      .and({ type: 'AuditorAppointed', data: { personId: luisId, scope: { of: 'everything' } } })
      .closed()
      .build();
    expect(state).toMatchObject({ status: 'closed', practices: [], closedPractices: [annasPractice], roles: [] });
    expect(state).not.toHaveProperty('auditor');
    expect(isProviderAccount(state)).toBe(true);
  });

  it('is told nothing, not even what is forced', () =>
    expect(settingOf(gone.build(), 'access-ended')).toEqual({ instant: false, summary: false }));

  it('stays as it is, whatever is recorded of it later', () => {
    const later = gone
      .withRole('administrator')
      .withPractice(annasPractice)
      .and({ type: 'AccountRegistered', data: { personId: luisId, emailVerifiedBy: 'administrator' } })
      .and(...aProvisionedAccount().events);
    expect(later.build()).toEqual(gone.build());
  });

  it('can not be given anything', () => {
    for (const command of [
      { type: 'GrantRole', data: { role: 'lab' } },
      { type: 'AppointAuditor', data: { scope: { of: 'everything' } } },
      { type: 'HandOutRegistrationLink', data: { expiresAt: inDays(7) } },
    ] as const)
      account(gone.events).when(command, by(administrator)).thenRejected('ACCOUNT.CLOSED');
  });

  it('has nothing left to take away', () => {
    for (const command of [
      { type: 'RevokeRole', data: { role: 'lab' } },
      { type: 'DismissAuditor', data: {} },
    ] as const)
      account(gone.events).when(command, by(administrator)).thenNothing();
  });

  it('is not registered anew, and its person is not provisioned twice', () => {
    account(gone.events)
      .when({ type: 'RegisterAccount', data: { emailVerifiedBy: 'registration-link' } }, by(luis))
      .thenRejected('ACCESS.NOT_FOUND');
    account(gone.events)
      .when(
        {
          type: 'ProvisionAccount',
          data: { personId: luisId, name: 'Luis', email: 'luis@example.org', language: 'en' },
        },
        by(anna),
      )
      .thenNothing();
  });
});

describe('what it means elsewhere', () => {
  const add = {
    type: 'AddCollaborator',
    data: {
      collaboratorId: luisEntry.collaboratorId,
      invitationId: invitationOf(luisEntry),
      recipientId: luisId,
      recipientKind: 'colleague',
      permissions: ['decline-setups'],
    },
  } as const;
  const adding = (recipient: AccountState) =>
    given(rosterDecider, aRoster().events).when(add, {
      actor: anna,
      now: NOW,
      texts: TEXTS,
      recipient: { of: 'person', account: recipient },
    });
  const order = (provider: AccountState) =>
    given(caseDecider).when(
      { type: 'SubmitOrder', data: { caseId, orderNumber, kind: 'aligner', practiceId: annasPractice } },
      onCase(anna, { provider }),
    );
  const annasClosed = { type: 'PracticeClosed', data: { personId: annaId, practiceId: annasPractice } } as const;
  const annas = anAccount(annaId).withPractice(annasPractice);

  it('whose account is closed can not be added to a roster', () =>
    adding(gone.build()).thenRejected('ROSTER.RECIPIENT_UNKNOWN'));

  it('who has only closed practices is still a provider, who is asked to accept the responsibility', () => {
    const provider = anAccount()
      .withPractice(annasPractice)
      .and({ type: 'PracticeClosed', data: { personId: luisId, practiceId: annasPractice } })
      .build();
    expect(adding(provider).events[1]?.data).toMatchObject({ asks: 'accept-responsibility' });
    expect(adding(anAccount().build()).events[1]?.data).toMatchObject({ asks: 'complete-registration' });
  });

  it('a closed practice takes no new cases, nor does one of a closed account', () => {
    expect(order(annas.build()).events).toHaveLength(1);
    order(annas.and(annasClosed).build()).thenRejected('CASE.PRACTICE_UNKNOWN');
    order(annas.closed().build()).thenRejected('CASE.PRACTICE_UNKNOWN');
  });
});

describe('changing the e-mail address', () => {
  const change = {
    type: 'ChangeEmail',
    data: { email: 'luis.ortega@example.org', emailVerifiedBy: 'registration-link' },
  } as const;
  const changed = { type: 'EmailChanged', data: { personId: luisId, ...change.data } } as const;

  it('is recorded each time, with how the new one was proved', () => {
    account().when(change, by(luis)).then([changed]);
    account(anAccount().and(changed).events).when(change, by(luis)).then([changed]);
    expect(anAccount().and(changed).build()).toEqual(anAccount().build());
  });

  it('is the registered person’s own act', () => {
    for (const actor of [anna, administrator]) account().when(change, by(actor)).thenRejected('ACCESS.NOT_FOUND');
    account(gone.events).when(change, by(luis)).thenRejected('ACCESS.NOT_FOUND');
    account(aProvisionedAccount().events)
      .when(change, by({ ...luis, registered: false }))
      .thenRejected('ACCESS.DENIED');
    account()
      .when(change, by({ kind: 'setup' }))
      .thenRejected('ACCESS.DENIED');
  });

  it('needs an address', () =>
    account()
      .when({ ...change, data: { ...change.data, email: 'luis' } }, by(luis))
      .thenRejected('ACCOUNT.EMAIL_INVALID'));

  it('stores exactly the fields of the event, whatever else came with the command', () =>
    account()
      .when({ ...change, data: { ...change.data, name: 'Luis' } as never }, by(luis))
      .then([changed]));
});
