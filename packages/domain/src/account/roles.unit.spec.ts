import { describe, expect, it } from '@jest/globals';
import { type Actor, actorOf, auditScopeOf } from '../context.js';
import type { PersonId } from '../ids.js';
import {
  administrator,
  anAccount,
  anna,
  annaId,
  annasAccount,
  annasPractice,
  aProvisionedAccount,
  given,
  inDays,
  luisId,
  NOW,
  person,
} from '../testing/index.js';
import { accountDecider, type AppointAuditor } from './index.js';

const by = (actor: Actor, providers: readonly PersonId[] = [annaId]) => ({
  actor,
  now: NOW,
  providers: new Map(providers.map((id) => [id, annasAccount])),
});
const setup = { kind: 'setup' } as const;
const luis = person(luisId);
const provisioned = aProvisionedAccount().events;
const registered = anAccount().events;

describe('roles and auditors', () => {
  const grant = { type: 'GrantRole', data: { role: 'lab' } } as const;
  const revoke = { type: 'RevokeRole', data: { role: 'lab' } } as const;
  const appoint: AppointAuditor = {
    type: 'AppointAuditor',
    data: { scope: { of: 'providers', providerIds: [annaId] }, endsAt: inDays(30) },
  };
  const granted = { type: 'RoleGranted', data: { personId: luisId, role: 'lab' } } as const;
  const appointed = { type: 'AuditorAppointed', data: { personId: luisId, ...appoint.data } } as const;

  it('are given by an administrator or the first start, each once', () => {
    for (const actor of [administrator, setup]) {
      given(accountDecider, registered).when(grant, by(actor)).then([granted]);
      given(accountDecider, [...registered, granted])
        .when(grant, by(actor))
        .thenNothing();
      given(accountDecider, [...registered, granted])
        .when(revoke, by(actor))
        .then([{ type: 'RoleRevoked', data: { personId: luisId, role: 'lab' } }]);
      given(accountDecider, registered).when(revoke, by(actor)).thenNothing();
      given(accountDecider, registered).when(appoint, by(actor)).then([appointed]);
      given(accountDecider, [...registered, appointed])
        .when(appoint, by(actor))
        .thenNothing();
    }
  });

  it('are not taken by oneself', () => {
    for (const command of [grant, revoke, appoint]) {
      given(accountDecider, registered).when(command, by(luis)).thenRejected('ACCESS.DENIED');
      given(accountDecider, registered).when(command, by(anna)).thenRejected('ACCESS.DENIED');
      given(accountDecider).when(command, by(administrator)).thenRejected('ACCOUNT.UNKNOWN');
    }
  });

  it('an appointment is replaced by another one, and ends in the future', () => {
    const wider: AppointAuditor = { type: 'AppointAuditor', data: { scope: { of: 'everything' } } };
    given(accountDecider, [...registered, appointed])
      .when(wider, by(administrator))
      .then([{ type: 'AuditorAppointed', data: { personId: luisId, scope: { of: 'everything' } } }]);
    given(accountDecider, registered)
      .when({ ...appoint, data: { ...appoint.data, endsAt: NOW } }, by(administrator))
      .thenRejected('ACCOUNT.END_IN_THE_PAST');
    given(accountDecider, registered)
      .when({ ...appoint, data: { ...appoint.data, endsAt: '2027-01-01' } }, by(administrator))
      .thenRejected('TIME.INVALID', { field: 'endsAt' });
  });

  it('an appointment names providers only', () => {
    const refused = (providers: Parameters<typeof by>[1]) =>
      given(accountDecider, registered).when(appoint, by(administrator, providers));
    refused([]).thenRejected('ACCOUNT.PROVIDER_UNKNOWN', { providerIds: [annaId] });
    given(accountDecider, registered)
      .when({ ...appoint, data: { scope: { of: 'providers', providerIds: [] } } }, by(administrator))
      .thenRejected('ACCOUNT.SCOPE_EMPTY');
    given(accountDecider, registered)
      .when(appoint, {
        actor: administrator,
        now: NOW,
        providers: new Map([[annaId, given(accountDecider, registered).state]]),
      })
      .thenRejected('ACCOUNT.PROVIDER_UNKNOWN');
  });

  it('an appointment names each provider once, also one whose account is closed: the trail is still there', () => {
    const closed = anAccount(annaId).withPractice(annasPractice).closed().build();
    given(accountDecider, registered)
      .when(
        { ...appoint, data: { ...appoint.data, scope: { of: 'providers', providerIds: [annaId, annaId] } } },
        { actor: administrator, now: NOW, providers: new Map([[annaId, closed]]) },
      )
      .then([appointed]);
  });

  it('an appointment stores exactly its fields, whatever else came with the command', () =>
    given(accountDecider, registered)
      .when(
        {
          type: 'AppointAuditor',
          data: { scope: { of: 'everything', providerIds: [annaId] } as never, note: 'x' } as never,
        },
        by(administrator),
      )
      .then([{ type: 'AuditorAppointed', data: { personId: luisId, scope: { of: 'everything' } } }]));

  it('roles and appointments are no rule’s to give', () => {
    for (const command of [grant, revoke, appoint, { type: 'DismissAuditor', data: {} } as const])
      given(accountDecider, registered)
        .when(command, by({ kind: 'policy', name: 'policy:x' }))
        .thenRejected('ACCESS.DENIED', { reason: 'not-a-person' });
  });

  it('an auditor is dismissed at once, by an administrator', () => {
    const dismiss = { type: 'DismissAuditor', data: {} } as const;
    const dismissed = { type: 'AuditorDismissed', data: { personId: luisId } } as const;
    given(accountDecider, [...registered, appointed])
      .when(dismiss, by(administrator))
      .then([dismissed]);
    given(accountDecider, [...registered, appointed, dismissed])
      .when(dismiss, by(administrator))
      .thenNothing();
    given(accountDecider, [...registered, appointed])
      .when(dismiss, by(luis))
      .thenRejected('ACCESS.DENIED');
    given(accountDecider).when(dismiss, by(administrator)).thenRejected('ACCOUNT.UNKNOWN');
    const former = actorOf(given(accountDecider, [...registered, appointed, dismissed]).state) ?? luis;
    expect(auditScopeOf(former, NOW)).toBeUndefined();
  });

  it('nobody takes their own administration away: the last one would lock everybody out', () => {
    const administers = { type: 'RoleGranted', data: { personId: luisId, role: 'administrator' } } as const;
    const account = given(accountDecider, [...registered, administers, granted]);
    const self = { ...luis, roles: ['administrator'] } as const;
    const take = { type: 'RevokeRole', data: { role: 'administrator' } } as const;
    account.when(take, by(self)).thenRejected('ACCOUNT.NOT_ONESELF');
    account.when(take, by(administrator)).then([{ type: 'RoleRevoked', data: administers.data }]);
    account.when(revoke, by(self)).then([{ type: 'RoleRevoked', data: granted.data }]);
  });

  it('an auditor audits until the appointment ends', () => {
    const auditor = actorOf(given(accountDecider, [...registered, appointed]).state) ?? luis;
    expect(auditScopeOf(auditor, NOW)).toEqual({ of: 'providers', providerIds: [annaId] });
    expect(auditScopeOf(auditor, inDays(30))).toBeUndefined();
    expect(auditScopeOf(luis, NOW)).toBeUndefined();
    expect(auditScopeOf({ ...auditor, registered: false }, NOW)).toBeUndefined();
  });

  it('the first of all administrators is made by the first start', () => {
    const admin = { type: 'GrantRole', data: { role: 'administrator' } } as const;
    given(accountDecider, provisioned)
      .when(admin, by(setup))
      .then([{ type: 'RoleGranted', data: { personId: luisId, role: 'administrator' } }]);
  });
});
