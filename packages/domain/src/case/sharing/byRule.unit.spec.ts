import { describe, expect, it } from '@jest/globals';
import type { CollaboratorId } from '../../ids.js';
import type { StandingRule } from '../../roster/index.js';
import {
  aCase,
  administrator,
  anna,
  annaId,
  anUnconfirmedRoster,
  aPatient,
  aRoster,
  attested,
  by,
  caseId,
  everybody,
  given,
  idOf,
  inDays,
  invitationOf,
  luis,
  luisId,
  patientId,
  person,
  technician,
  TEXTS,
} from '../../testing/index.js';
import { caseDecider, type RuleMoment, type ShareByRule } from '../index.js';

const actor = { kind: 'policy', name: 'policy:standing-rules' } as const;
const of = { caseId, patientId, providerId: annaId };
const entry = { providerId: annaId, collaboratorId: luis.collaboratorId };
const moments: readonly RuleMoment[] = ['rule-set', 'order-submitted', 'basis-came'];
const share = (because: RuleMoment = 'order-submitted'): ShareByRule => ({
  type: 'ShareByRule',
  data: { collaboratorId: luis.collaboratorId, because },
});
const ruled = (rule: Partial<StandingRule>, roster = everybody()) =>
  roster.ruled(luis, { current: false, future: false, ...rule });
const under = (rule: Partial<StandingRule>, roster = everybody()) => by(actor, { roster: ruled(rule, roster).build() });
const both = { current: true, future: true };
const submitted = given(caseDecider, aCase().events);
const shared = {
  type: 'CaseShared',
  data: {
    ...of,
    collaboratorId: luis.collaboratorId,
    recipientId: luisId,
    recipientKind: 'colleague',
    purpose: 'treatment',
    basis: attested,
    pseudonymised: false,
    cause: 'standing-rule',
  },
} as const;

describe('sharing by a standing rule (product.md C3)', () => {
  it('shares and names the rule as the cause', () => submitted.when(share(), under({ future: true })).then([shared]));

  it('shares on the terms of the rule', () => {
    const ends = { on: 'approval' } as const;
    submitted
      .when(share(), under({ future: true, pseudonymised: true, ends }))
      .then([{ ...shared, data: { ...shared.data, ends, pseudonymised: true } }]);
  });

  it('shares at the moments that the rule is for, and is refused at the others', () => {
    const refused = { collaboratorId: luis.collaboratorId, reason: 'no-rule' };
    const sharesAt = (rule: Partial<StandingRule>, ...when: readonly RuleMoment[]): void => {
      for (const because of moments) {
        const answer = submitted.when(share(because), under(rule));
        if (when.includes(because)) answer.then([shared]);
        else answer.thenRejected('CASE.NOT_COVERED_BY_RULE', refused);
      }
    };
    sharesAt({ current: true }, 'rule-set', 'basis-came');
    sharesAt({ future: true }, 'order-submitted', 'basis-came');
    sharesAt(both, ...moments);
    sharesAt({});
  });

  it('records nothing where the case is shared already, on whatever terms', () => {
    const context = under({ ...both, pseudonymised: true });
    for (const because of moments) {
      given(caseDecider, aCase().sharedWith(luis).events).when(share(because), context).thenNothing();
    }
  });

  it('does not revive what was taken back or has ended, unless the provider sets the rule for all current cases', () => {
    const ends = { on: 'date', at: inDays(-1) } as const;
    for (const before of [aCase().sharedWith(luis).unsharedFrom(luis), aCase().sharedWith(luis, { ends })]) {
      const once = given(caseDecider, before.events);
      for (const because of ['order-submitted', 'basis-came'] as const) {
        once.when(share(because), under(both)).thenRejected('CASE.NOT_COVERED_BY_RULE', { reason: 'shared-before' });
      }
      expect(once.when(share('rule-set'), under(both)).events.at(-1)).toEqual(shared);
    }
  });

  it('leaves archived cases alone', () =>
    given(caseDecider, aCase().closed().events)
      .when(share('rule-set'), under(both))
      .thenRejected('CASE.NOT_COVERED_BY_RULE', { reason: 'archived' }));

  it('shares with who has not accepted yet, and not with whose invitation came to nothing', () => {
    const invited = aRoster().invited(luis);
    submitted.when(share(), under(both, invited)).then([shared]);
    const of = { ...entry, invitationId: invitationOf(luis) };
    for (const type of ['InvitationWithdrawn', 'InvitationExpired'] as const) {
      submitted
        .when(share(), under(both, invited.and({ type, data: of })))
        .thenRejected('CASE.NOT_COVERED_BY_RULE', { reason: 'invitation-ended' });
    }
    for (const because of moments) {
      submitted
        .when(share(because), { ...under(both, invited), now: inDays(30) })
        .thenRejected('CASE.NOT_COVERED_BY_RULE', { reason: 'invitation-ended' });
    }
    submitted
      .when(share(), under(both, invited.and({ type: 'InvitationDeclined', data: { ...of, personId: luisId } })))
      .thenRejected('CASE.NOT_COVERED_BY_RULE', { reason: 'invitation-ended' });
  });

  it('is refused for whatever a share by the provider is refused for', () => {
    submitted.when(share(), under(both, everybody().policy('per-patient'))).thenRejected('CASE.CONSENT_MISSING');
    const patient = aPatient()
      .withdrawing([{ of: 'everyone' }])
      .build();
    submitted.when(share(), { ...under(both), patient }).thenRejected('CASE.CONSENT_WITHDRAWN');
    const outdated = { texts: { ...TEXTS, termsVersion: '2026-02' } };
    submitted.when(share(), { ...under(both), ...outdated }).thenRejected('ROSTER.TERMS_OUTDATED');
    const unconfirmed = anUnconfirmedRoster().with(luis);
    submitted.when(share(), under(both, unconfirmed)).thenRejected('ROSTER.CONSENT_NOT_ATTESTED');
    const ends = { on: 'date', at: inDays(-1) } as const;
    submitted.when(share(), under({ ...both, ends })).thenRejected('CASE.END_IN_THE_PAST');
    submitted
      .when(share(), by(actor, { roster: ruled(both).without(luis).build() }))
      .thenRejected('ROSTER.COLLABORATOR_REMOVED');
    const nobody: ShareByRule = {
      type: 'ShareByRule',
      data: { collaboratorId: idOf(999) as CollaboratorId, because: 'rule-set' },
    };
    submitted.when(nobody, under(both)).thenRejected('ROSTER.COLLABORATOR_UNKNOWN');
  });

  it('is done by no person, and needs a case', () => {
    for (const somebody of [anna, person(luisId), technician, administrator]) {
      submitted.when(share(), { ...under(both), actor: somebody }).thenRejected('ACCESS.DENIED');
    }
    given(caseDecider).when(share(), under(both)).thenRejected('ACCESS.NOT_FOUND');
  });
});
