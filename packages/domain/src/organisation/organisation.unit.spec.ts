import { describe, expect, it } from '@jest/globals';
import type { AccountState } from '../account/index.js';
import { type Actor, actorOf } from '../context.js';
import { recordedActorOf } from '../recordedActor.js';
import {
  aCase,
  administrator,
  anAccount,
  anna,
  annaId,
  aProvisionedAccount,
  by as onCase,
  given,
  NOW,
  petraId,
  person,
  planWell,
  planWellId,
} from '../testing/index.js';
import { caseDecider } from '../case/index.js';
import { isMember, organisationDecider, type OrganisationEvent } from './index.js';

const petra = aProvisionedAccount(petraId).build();
const by = (actor: Actor, member: AccountState = petra) => ({ actor, now: NOW, member });
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

  it('stays of the kind that it was registered as', () =>
    given(organisationDecider, registered)
      .when({ ...register, data: { ...register.data, kind: 'lab' } }, by(administrator))
      .thenRejected('ORGANISATION.ALREADY_REGISTERED', { kind: 'treatment-planning-service' }));

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
    account.when(add, by(administrator, anAccount(annaId).build())).thenRejected('ORGANISATION.MEMBER_UNKNOWN');
  });

  it('has no member whose account is closed when they are added', () =>
    given(organisationDecider, registered)
      .when(add, by(administrator, anAccount(petraId).closed().build()))
      .thenRejected('ORGANISATION.MEMBER_UNKNOWN', { personId: petraId }));

  it('loses a member whose account is closed: nobody acts for them, and they can still be taken out', () => {
    expect(actorOf(anAccount(petraId).closed().build())).toBeUndefined();
    given(organisationDecider, [...registered, member])
      .when(remove, by(administrator, anAccount(petraId).closed().build()))
      .then([{ type: 'MemberRemoved', data: { organisationId: planWellId, personId: petraId } }]);
  });

  it('is managed by administrators and the first start alone', () => {
    for (const command of [register, add, remove]) {
      const history = [...registered, member];
      for (const actor of [anna, person(petraId), { kind: 'policy', name: 'policy:x' } as const])
        given(organisationDecider, history).when(command, by(actor)).thenRejected('ACCESS.DENIED');
      given(organisationDecider, history)
        .when(command, by({ ...administrator, registered: false }))
        .thenRejected('ACCESS.DENIED', { reason: 'not-registered' });
    }
    const setup = { kind: 'setup' } as const;
    given(organisationDecider).when(register, by(setup)).then(registered);
    given(organisationDecider, registered).when(add, by(setup)).then([member]);
  });

  it('that is not there has no members', () => {
    for (const command of [add, remove])
      given(organisationDecider).when(command, by(administrator)).thenRejected('ORGANISATION.UNKNOWN');
  });

  it('stores exactly the fields of an event, whatever else came with the command', () => {
    given(organisationDecider)
      .when({ ...register, data: { ...register.data, note: 'x' } as never }, by(administrator))
      .then(registered);
    given(organisationDecider, registered)
      .when({ ...add, data: { ...add.data, note: 'x' } as never }, by(administrator))
      .then([member]);
  });

  it('is not changed by what is recorded of it before it is there, or of who is no member', () => {
    expect(given(organisationDecider, [member]).state).toEqual({ status: 'none' });
    const gone: OrganisationEvent = { type: 'MemberRemoved', data: { organisationId: planWellId, personId: annaId } };
    expect(given(organisationDecider, [...registered, member, gone]).state).toEqual(
      given(organisationDecider, [...registered, member]).state,
    );
    expect(given(organisationDecider, [...registered, ...registered, member, member]).state).toMatchObject({
      members: [petraId],
    });
  });

  it('every act of a member names the person and the organisation', () => {
    const shared = aCase().sharedWith(planWell).setup();
    const [ready] = given(caseDecider, shared.events).when(
      { type: 'MarkSetupReady', data: { setupVersion: 1 } },
      onCase(person(petraId)),
    ).events;
    expect(ready).toMatchObject({ data: { personId: petraId, collaboratorId: planWell.collaboratorId } });
    if (!ready) throw new Error('Nothing was recorded.');
    expect(recordedActorOf(ready, person(petraId), planWellId)).toEqual({
      id: petraId,
      role: 'collaborator',
      onBehalfOf: planWellId,
    });
  });
});
