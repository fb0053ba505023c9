import { describe, it } from '@jest/globals';
import type { CollaboratorId, InvitationId, OrganisationId, PersonId } from '../../ids.js';
import {
  annaId,
  anna,
  aRoster,
  type Collaborator,
  given,
  idOf,
  inDays,
  invitationOf,
  jonas,
  luis,
  luisId,
  newInvitationOf,
  onRoster,
  pauloId,
  person,
  petraId,
  planWell,
  planWellItself,
  type RosterBuilder,
} from '../../testing/index.js';
import { rosterDecider } from '../index.js';

const answer = <Type extends 'AcceptInvitation' | 'DeclineInvitation'>(
  type: Type,
  { collaboratorId }: Collaborator,
  invitationId?: InvitationId,
) => ({ type, data: { collaboratorId, ...(invitationId && { invitationId }) } });
const answered = <Type extends 'InvitationAccepted' | 'InvitationDeclined'>(
  type: Type,
  collaborator: Collaborator,
  personId: PersonId,
  invitationId = invitationOf(collaborator),
) => ({ type, data: { providerId: annaId, collaboratorId: collaborator.collaboratorId, invitationId, personId } });

const inRoster = (roster: RosterBuilder) => given(rosterDecider, roster.events);
const invited = inRoster(aRoster().invited(luis).invited(planWell));
const byLuis = onRoster(person(luisId));
const kinds = [
  ['AcceptInvitation', 'InvitationAccepted'],
  ['DeclineInvitation', 'InvitationDeclined'],
] as const;

describe.each(kinds)('%s (product.md B2, B4, B8)', (command, event) => {
  it('is done by the invited person', () =>
    invited.when(answer(command, luis), byLuis).then([answered(event, luis, luisId)]));

  it('is done by any member of an invited organisation, and by nobody else', () => {
    const asPlanWell = { recipient: planWellItself() };
    invited
      .when(answer(command, planWell), onRoster(person(pauloId), asPlanWell))
      .then([answered(event, planWell, pauloId)]);
    invited.when(answer(command, planWell), onRoster(person(luisId), asPlanWell)).thenRejected('ACCESS.NOT_FOUND');
    invited.when(answer(command, planWell), onRoster(person(pauloId))).thenRejected('ACCESS.NOT_FOUND');
    const another = { recipient: planWellItself({ organisationId: idOf(66) as OrganisationId }) };
    invited.when(answer(command, planWell), onRoster(person(pauloId), another)).thenRejected('ACCESS.NOT_FOUND');
  });

  it('needs a registered account', () =>
    invited
      .when(answer(command, luis), onRoster({ ...person(luisId), registered: false }))
      .thenRejected('ACCESS.DENIED', { reason: 'not-registered' }));

  it('is impossible for strangers, for the provider, for rules, and after a removal', () => {
    for (const actor of [person(petraId), anna, { kind: 'policy', name: 'policy:any' }, { kind: 'setup' }] as const) {
      invited.when(answer(command, luis), onRoster(actor)).thenRejected('ACCESS.NOT_FOUND');
    }
    invited.when(answer(command, jonas), byLuis).thenRejected('ACCESS.NOT_FOUND');
    given(rosterDecider).when(answer(command, luis), byLuis).thenRejected('ACCESS.NOT_FOUND');
    inRoster(aRoster().invited(luis).without(luis))
      .when(answer(command, luis), byLuis)
      .thenRejected('ACCESS.NOT_FOUND');
  });

  it('is too late from the 30th day on, though no event has said so (G3)', () => {
    const at = (days: number) => onRoster(person(luisId), { now: inDays(days) });
    invited.when(answer(command, luis), at(30)).thenRejected('ROSTER.INVITATION_EXPIRED', { expiresAt: inDays(30) });
    invited.when(answer(command, luis), at(29)).then([answered(event, luis, luisId)]);
    inRoster(aRoster().invited(luis).expired(luis))
      .when(answer(command, luis), at(30))
      .thenRejected('ROSTER.INVITATION_EXPIRED', { expiresAt: inDays(30) });
  });

  it('is refused for an invitation that was withdrawn or replaced', () => {
    inRoster(aRoster().invited(luis).withdrawn(luis))
      .when(answer(command, luis), byLuis)
      .thenRejected('ROSTER.INVITATION_WITHDRAWN', { collaboratorId: luis.collaboratorId });
    const again = inRoster(aRoster().invited(luis).declined(luis).resent(luis));
    again.when(answer(command, luis, invitationOf(luis)), byLuis).thenRejected('ROSTER.INVITATION_REPLACED');
    for (const which of [newInvitationOf(luis), undefined]) {
      again.when(answer(command, luis, which), byLuis).then([answered(event, luis, luisId, newInvitationOf(luis))]);
    }
  });

  it('is not for the provider as a member of the organisation (B7)', () =>
    invited
      .when(answer(command, planWell), onRoster(anna, { recipient: planWellItself({ members: [petraId, annaId] }) }))
      .thenRejected('ROSTER.NOT_ONESELF'));
});

describe('accepting', () => {
  it('of what was accepted records nothing, of what was declined is refused', () => {
    for (const accepted of [aRoster().with(luis), aRoster().with(luis).paused(luis)]) {
      inRoster(accepted).when(answer('AcceptInvitation', luis), byLuis).thenNothing();
    }
    inRoster(aRoster().invited(luis).declined(luis))
      .when(answer('AcceptInvitation', luis), byLuis)
      .thenRejected('ROSTER.INVITATION_DECLINED');
  });

  it('checks again that nobody is twice in the roster, and that the provider is no member (B7)', () => {
    const twice = { ...luis, collaboratorId: idOf(999) as CollaboratorId };
    inRoster(aRoster().with(luis).invited(twice))
      .when(answer('AcceptInvitation', twice), byLuis)
      .thenRejected('ROSTER.ALREADY_ADDED', { collaboratorId: luis.collaboratorId });
    const withAnna = onRoster(person(petraId), { recipient: planWellItself({ members: [petraId, annaId] }) });
    invited.when(answer('AcceptInvitation', planWell), withAnna).thenRejected('ROSTER.NOT_ONESELF');
    invited
      .when(answer('DeclineInvitation', planWell), withAnna)
      .then([answered('InvitationDeclined', planWell, petraId)]);
  });
});

describe('declining', () => {
  it('of what was declined records nothing, of what was accepted is refused', () => {
    inRoster(aRoster().invited(luis).declined(luis)).when(answer('DeclineInvitation', luis), byLuis).thenNothing();
    for (const accepted of [aRoster().with(luis), aRoster().with(luis).paused(luis)]) {
      inRoster(accepted).when(answer('DeclineInvitation', luis), byLuis).thenRejected('ROSTER.INVITATION_ACCEPTED');
    }
  });
});
