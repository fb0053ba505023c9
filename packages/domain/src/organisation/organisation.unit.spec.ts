import { describe, expect, it } from '@jest/globals';
import type { AccountState } from '../account/index.js';
import { administrator, anna, annaId, given, NOW, petraId, planWellId } from '../testing/index.js';
import { isMember, organisationDecider, type OrganisationEvent } from './index.js';

const petra: AccountState = { status: 'provisioned', personId: petraId, practices: [], roles: [] };
const by = (actor: typeof anna, member: AccountState = petra) => ({ actor, now: NOW, member });
const register = {
  type: 'RegisterOrganisation',
  data: { organisationId: planWellId, kind: 'treatment-planning-service', name: 'PlanWell' },
} as const;
const add = { type: 'AddMember', data: { personId: petraId } } as const;
const remove = { type: 'RemoveMember', data: { personId: petraId } } as const;
const registered: readonly OrganisationEvent[] = [{ type: 'OrganisationRegistered', data: register.data }];
const member: OrganisationEvent = { type: 'MemberAdded', data: { organisationId: planWellId, personId: petraId } };

describe('an organisation (product.md B8)', () => {
  it('is registered once, with a name', () => {
    given(organisationDecider).when(register, by(administrator)).then(registered);
    given(organisationDecider, registered).when(register, by(administrator)).thenNothing();
    given(organisationDecider)
      .when({ ...register, data: { ...register.data, name: ' ' } }, by(administrator))
      .thenRejected('ORGANISATION.NAME_MISSING');
  });

  it('has members who come and go, each once', () => {
    given(organisationDecider, registered).when(add, by(administrator)).then([member]);
    given(organisationDecider, [...registered, member])
      .when(add, by(administrator))
      .thenNothing();
    given(organisationDecider, [...registered, member])
      .when(remove, by(administrator))
      .then([{ type: 'MemberRemoved', data: { organisationId: planWellId, personId: petraId } }]);
    given(organisationDecider, registered).when(remove, by(administrator)).thenNothing();
    expect(isMember(given(organisationDecider, [...registered, member]).state, petraId)).toBe(true);
    expect(isMember(undefined, petraId)).toBe(false);
  });

  it('has only members who have an account', () => {
    const account = given(organisationDecider, registered);
    account.when(add, { actor: administrator, now: NOW }).thenRejected('ORGANISATION.MEMBER_UNKNOWN');
    account.when(add, by(administrator, { status: 'none' })).thenRejected('ORGANISATION.MEMBER_UNKNOWN');
    account.when(add, by(administrator, { ...petra, personId: annaId })).thenRejected('ORGANISATION.MEMBER_UNKNOWN');
  });

  it('is managed by administrators alone', () => {
    for (const command of [register, add, remove]) {
      given(organisationDecider, registered).when(command, by(anna)).thenRejected('ACCESS.DENIED');
    }
    given(organisationDecider).when(add, by(administrator)).thenRejected('ORGANISATION.UNKNOWN');
    given(organisationDecider).when(remove, by(administrator)).thenRejected('ORGANISATION.UNKNOWN');
  });
});
