import { describe, expect, it } from '@jest/globals';
import {
  aCase,
  administrator,
  anna,
  annaId,
  aRoster,
  by,
  caseId,
  everybody,
  given,
  inDays,
  invitationOf,
  luis,
  luisId,
  patientId,
  person,
  type RosterBuilder,
  technician,
} from '../../testing/index.js';
import { caseDecider, type EndGrantByRule, type EntryEnding, type ExpireGrant, statusFor } from '../index.js';

const rule = { kind: 'policy', name: 'policy:rule' } as const;
const of = { caseId, patientId, providerId: annaId, collaboratorId: luis.collaboratorId, recipientId: luisId };
const entry = { providerId: annaId, collaboratorId: luis.collaboratorId };
const invitation = { ...entry, invitationId: invitationOf(luis) };
const invited = aRoster().invited(luis);
const persons = [anna, person(luisId), technician, administrator];

describe('what follows from the end of a roster entry (product.md B4-B6)', () => {
  const end = (cause: EntryEnding): EndGrantByRule => ({
    type: 'EndGrantByRule',
    data: { collaboratorId: luis.collaboratorId, cause },
  });
  const shared = given(caseDecider, aCase().sharedWith(luis).events);
  const declined = invited.and({ type: 'InvitationDeclined', data: { ...invitation, personId: luisId } });
  const endings: readonly (readonly [EntryEnding, RosterBuilder])[] = [
    ['collaborator-removed', everybody().without(luis)],
    ['invitation-declined', declined],
    ['invitation-withdrawn', invited.and({ type: 'InvitationWithdrawn', data: invitation })],
    ['invitation-expired', invited.and({ type: 'InvitationExpired', data: invitation })],
  ];

  it.each(endings)('%s ends the share once', (cause, roster) => {
    const context = by(rule, { roster: roster.build() });
    shared.when(end(cause), context).then([{ type: 'CaseUnshared', data: { ...of, cause } }]);
    given(caseDecider, aCase().events).when(end(cause), context).thenNothing();
    given(caseDecider, aCase().sharedWith(luis).unsharedFrom(luis, cause).events)
      .when(end(cause), context)
      .thenNothing();
  });

  it.each(endings)('%s is refused while the roster does not show it', (cause, roster) => {
    const facts = { collaboratorId: luis.collaboratorId, cause };
    shared.when(end(cause), by(rule)).thenRejected('ROSTER.ENTRY_NOT_ENDED', facts);
    shared.when(end(cause), by(rule, { roster: aRoster().build() })).thenRejected('ROSTER.ENTRY_NOT_ENDED');
    for (const [other] of endings.filter(([each]) => each !== cause)) {
      shared.when(end(other), by(rule, { roster: roster.build() })).thenRejected('ROSTER.ENTRY_NOT_ENDED');
    }
  });

  it('does not follow any more once the collaborator was invited again', () => {
    const again = declined.and({
      type: 'CollaboratorInvited',
      data: { ...invitation, asks: 'complete-registration', expiresAt: inDays(60) },
    });
    shared.when(end('invitation-declined'), by(rule, { roster: again.build() })).thenRejected('ROSTER.ENTRY_NOT_ENDED');
  });

  it('is done by no person, and needs a case', () => {
    const roster = everybody().without(luis).build();
    for (const actor of persons) {
      shared.when(end('collaborator-removed'), by(actor, { roster })).thenRejected('ACCESS.DENIED');
    }
    given(caseDecider).when(end('collaborator-removed'), by(rule, { roster })).thenRejected('ACCESS.NOT_FOUND');
  });
});

describe('a grant whose date has come (product.md C4, G3)', () => {
  const expire: ExpireGrant = { type: 'ExpireGrant', data: { collaboratorId: luis.collaboratorId } };
  const dated = aCase().sharedWith(luis, { ends: { on: 'date', at: inDays(3) } });
  const then = (days: number) => by(rule, { now: inDays(days) });

  it('is recorded as expired, from that moment on, once', () => {
    given(caseDecider, dated.events)
      .when(expire, then(3))
      .then([{ type: 'GrantExpired', data: of }]);
    given(caseDecider, dated.and({ type: 'GrantExpired', data: of }).events)
      .when(expire, then(3))
      .thenNothing();
    given(caseDecider, dated.unsharedFrom(luis).events).when(expire, then(3)).thenNothing();
  });

  it('is not recorded before its time, nor of a grant without a date', () => {
    const facts = { collaboratorId: luis.collaboratorId };
    given(caseDecider, dated.events).when(expire, then(2)).thenRejected('CASE.GRANT_NOT_ENDED', facts);
    given(caseDecider, aCase().sharedWith(luis).events).when(expire, then(3)).thenRejected('CASE.GRANT_NOT_ENDED');
    given(caseDecider, aCase().sharedWith(luis, { ends: { on: 'approval' } }).events)
      .when(expire, then(3))
      .thenRejected('CASE.GRANT_NOT_ENDED');
    given(caseDecider, dated.renewedFor(luis, { on: 'date', at: inDays(9) }).events)
      .when(expire, then(3))
      .thenRejected('CASE.GRANT_NOT_ENDED');
  });

  it('takes verdict, status and pen along', () => {
    const state = dated
      .setup()
      .ready(luis)
      .and({
        type: 'PenTaken',
        data: { ...caseOf, holder: { of: 'collaborator', collaboratorId: luis.collaboratorId } },
      })
      .and({ type: 'GrantExpired', data: of })
      .build();
    if (state.status !== 'submitted') throw new Error('No case.');
    expect(statusFor(state.facts, luis.collaboratorId)).toBe('not-shared');
    expect(state.facts.setup).toMatchObject({ verdicts: {} });
    expect(state).not.toHaveProperty('pen');
  });

  it('is recorded by no person, and needs a case', () => {
    for (const actor of persons) given(caseDecider, dated.events).when(expire, by(actor)).thenRejected('ACCESS.DENIED');
    given(caseDecider).when(expire, then(3)).thenRejected('ACCESS.NOT_FOUND');
  });
});

const caseOf = { caseId, patientId, providerId: annaId };
