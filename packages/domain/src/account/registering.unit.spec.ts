import { describe, expect, it } from '@jest/globals';
import type { Actor } from '../context.js';
import { administrator, anna, given, inDays, luisId, NOW, person } from '../testing/index.js';
import { accountDecider, type AccountEvent } from './index.js';

const by = (actor: Actor) => ({ actor, now: NOW });
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
    given(accountDecider, provisioned)
      .when({ ...handOut, data: { expiresAt: '2027-01-01' } }, by(administrator))
      .thenRejected('TIME.INVALID', { field: 'expiresAt' });
  });

  it('changes nothing about the account', () =>
    expect(given(accountDecider, [...provisioned, handedOut]).state).toEqual(given(accountDecider, provisioned).state));
});
