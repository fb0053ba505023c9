import { describe, expect, it } from '@jest/globals';
import { actorOf, auditScopeOf } from '../context.js';
import type { PersonId } from '../ids.js';
import {
  administrator,
  anAccount,
  anna,
  annaId,
  annasAccount,
  annasPractice,
  given,
  inDays,
  luisId,
  NOW,
  person,
} from '../testing/index.js';
import { accountDecider, type AccountEvent, type AppointAuditor } from './index.js';
import type { Actor } from '../context.js';

const by = (actor: Actor, providers: readonly PersonId[] = [annaId]) => ({
  actor,
  now: NOW,
  providers: new Map(providers.map((id) => [id, annasAccount])),
});
const setup = { kind: 'setup' } as const;
const luis = person(luisId);
const provisioned: readonly AccountEvent[] = [
  {
    type: 'AccountProvisioned',
    data: { personId: luisId, name: 'Dr. Luis Ortega', email: 'luis@example.org', language: 'en' },
  },
];
const registered: readonly AccountEvent[] = [
  ...provisioned,
  { type: 'AccountRegistered', data: { personId: luisId, emailVerifiedBy: 'registration-link' } },
];
const provision = {
  type: 'ProvisionAccount',
  data: { personId: luisId, name: 'Dr. Luis Ortega', email: 'luis@example.org', language: 'en' },
} as const;

describe('provisioning an account (product.md A1, B2)', () => {
  it('is done by an administrator, a provider or the first start', () => {
    for (const actor of [administrator, anna, setup])
      given(accountDecider).when(provision, by(actor)).then(provisioned);
    given(accountDecider).when(provision, by(luis)).thenRejected('ACCESS.DENIED');
    given(accountDecider)
      .when(provision, by({ ...anna, registered: false }))
      .thenRejected('ACCESS.DENIED', { reason: 'not-registered' });
    given(accountDecider)
      .when(provision, by({ kind: 'policy', name: 'policy:x' }))
      .thenRejected('ACCESS.DENIED');
  });

  it('records nothing for a person who has one, whatever it says', () =>
    given(accountDecider, registered)
      .when({ ...provision, data: { ...provision.data, name: 'Other' } }, by(anna))
      .thenNothing());

  it('needs a name and an e-mail address', () => {
    given(accountDecider)
      .when({ ...provision, data: { ...provision.data, name: '' } }, by(setup))
      .thenRejected('ACCOUNT.NAME_MISSING');
    for (const email of ['', 'luis', 'luis@', 'l uis@example.org', `${'l'.repeat(250)}@example.org`]) {
      given(accountDecider)
        .when({ ...provision, data: { ...provision.data, email } }, by(setup))
        .thenRejected('ACCOUNT.EMAIL_INVALID');
    }
  });
});

describe('registering', () => {
  const register = { type: 'RegisterAccount', data: { emailVerifiedBy: 'registration-link' } } as const;

  it('is the person’s own act, once', () => {
    const self = { ...luis, registered: false };
    given(accountDecider, provisioned).when(register, by(self)).then(registered.slice(1));
    given(accountDecider, registered).when(register, by(luis)).thenNothing();
  });

  it('is nobody else’s', () => {
    for (const actor of [anna, administrator, setup]) {
      given(accountDecider, provisioned).when(register, by(actor)).thenRejected('ACCESS.NOT_FOUND');
    }
    given(accountDecider).when(register, by(luis)).thenRejected('ACCESS.NOT_FOUND');
  });
});

describe('handing out a registration link', () => {
  const handOut = { type: 'HandOutRegistrationLink', data: { expiresAt: inDays(7) } } as const;
  const handedOut = { type: 'RegistrationLinkHandedOut', data: { personId: luisId, expiresAt: inDays(7) } } as const;

  it('is recorded each time, for who is not registered', () => {
    given(accountDecider, provisioned).when(handOut, by(administrator)).then([handedOut]);
    given(accountDecider, [...provisioned, handedOut])
      .when(handOut, by(administrator))
      .then([handedOut]);
    given(accountDecider, registered).when(handOut, by(administrator)).thenRejected('ACCOUNT.ALREADY_REGISTERED');
    given(accountDecider).when(handOut, by(administrator)).thenRejected('ACCOUNT.UNKNOWN');
  });

  it('is an administrator’s, and a link ends in the future', () => {
    for (const actor of [anna, luis, setup, { kind: 'policy', name: 'policy:x' } as const])
      given(accountDecider, provisioned).when(handOut, by(actor)).thenRejected('ACCESS.DENIED');
    given(accountDecider, provisioned)
      .when({ ...handOut, data: { expiresAt: NOW } }, by(administrator))
      .thenRejected('ACCOUNT.END_IN_THE_PAST');
  });

  it('changes nothing about the account', () =>
    expect(given(accountDecider, [...provisioned, handedOut]).state).toEqual(given(accountDecider, provisioned).state));
});

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
