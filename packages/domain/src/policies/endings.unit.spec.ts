import { describe, expect, it } from '@jest/globals';
import type { DomainEvent } from '../events.js';
import type { CaseId } from '../ids.js';
import {
  annaId,
  caseId,
  idOf,
  inDays,
  invitationOf,
  luis,
  luisId,
  mei,
  patientId,
  recorded,
} from '../testing/index.js';
import { endings } from './endings.js';
import { expiry } from './expiry.js';

const [one, other] = [idOf(31) as CaseId, idOf(32) as CaseId];
const entry = { providerId: annaId, collaboratorId: luis.collaboratorId };
const invitation = { ...entry, invitationId: invitationOf(luis) };

describe('the policy of endings (product.md B4-B6)', () => {
  it.each<[DomainEvent, string]>([
    [{ type: 'CollaboratorRemoved', data: entry }, 'collaborator-removed'],
    [{ type: 'InvitationDeclined', data: { ...invitation, personId: luisId } }, 'invitation-declined'],
    [{ type: 'InvitationWithdrawn', data: invitation }, 'invitation-withdrawn'],
    [{ type: 'InvitationExpired', data: invitation }, 'invitation-expired'],
  ])('ends every open grant of the entry: %o', (event, cause) => {
    expect(endings.reactsTo).toContain(event.type);
    expect(endings.react(recorded(event), { caseIds: [one, other] })).toEqual(
      [one, other].map((on) => ({
        on: { case: on },
        command: { type: 'EndGrantByRule', data: { collaboratorId: luis.collaboratorId, cause } },
      })),
    );
    expect(endings.react(recorded(event), { caseIds: [] })).toEqual([]);
  });

  it('reacts to nothing else', () => {
    expect(endings.reactsTo).toHaveLength(4);
    const approved = { caseId, patientId, providerId: annaId, setupVersion: 1, caseType: 'two' } as const;
    expect(endings.react(recorded({ type: 'SetupApproved', data: approved }), { caseIds: [one] })).toEqual([]);
  });
});

describe('the policy of expiry (product.md C4, G3)', () => {
  const grants = [
    { caseId: one, collaboratorId: luis.collaboratorId, endsAt: inDays(1) },
    { caseId: other, collaboratorId: mei.collaboratorId, endsAt: inDays(3) },
  ];
  const expired = (now: string) => expiry.due({ grants }, now).map(({ on }) => on);

  it('records a grant as expired from the moment on that it names', () => {
    expect(expired(inDays(0.5))).toEqual([]);
    expect(expired(inDays(1))).toEqual([{ case: one }]);
    expect(expired(inDays(9))).toEqual([{ case: one }, { case: other }]);
    expect(expiry.due({ grants }, inDays(1))).toEqual([
      { on: { case: one }, command: { type: 'ExpireGrant', data: { collaboratorId: luis.collaboratorId } } },
    ]);
  });
});
