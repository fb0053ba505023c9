/** The provider's roster: entries, invitations, permissions, rules. */

import fc from 'fast-check';
import type { CollaboratorId, InvitationId, RecipientId } from '../../../ids.js';
import type { CollaboratorKind, Permission } from '../../../roster/index.js';
import { idOf, jonasId, luisId, meiId, petraId, planWellId, TEXTS } from '../../../testing/index.js';
import { daysFrom, entryAt, type Here, move, nat, onRoster, pick, speakerOf, type WeightedMove } from './move.js';

const permissions = fc
  .subarray<Permission>(['add-orders', 'request-revisions', 'manage-holds'])
  .map((more): readonly Permission[] => ['decline-setups', ...more]);
const recipients: readonly (readonly [RecipientId, CollaboratorKind])[] = [
  [luisId, 'colleague'],
  [jonasId, 'staff'],
  [meiId, 'mentor'],
  [planWellId, 'treatment-planning-service'],
  [petraId, 'colleague'],
];

/** The ids of those entries whose invitation is open, else any. */
const invitedAt = (here: Here, number: number): CollaboratorId => {
  const all = Object.values(here.world.roster.entries).filter(({ status }) => status === 'invited');
  return pick(all, number, undefined)?.collaboratorId ?? entryAt(here, number);
};
export const invitationOf = ({ world }: Here, id: CollaboratorId): InvitationId => {
  const entry = world.roster.entries[id];
  return entry && 'invitationId' in entry ? entry.invitationId : (idOf(998) as InvitationId);
};
const ends = fc.option(fc.constantFrom('date' as const, 'approval' as const), { nil: undefined });

export const ofRosters: readonly WeightedMove[] = [
  move('AttestPatientConsent', 1, fc.constant(TEXTS), ({ attestationVersion: textVersion }) =>
    onRoster({ type: 'AttestPatientConsent', data: { textVersion } }),
  ),
  move('AcceptTerms', 1, fc.constant(TEXTS), ({ termsVersion }) =>
    onRoster({ type: 'AcceptTerms', data: { termsVersion } }),
  ),
  move('ChooseConsentPolicy', 2, fc.constantFrom('attestation' as const, 'per-patient' as const), (policy) =>
    onRoster({ type: 'ChooseConsentPolicy', data: { policy } }),
  ),
  move(
    'AddCollaborator',
    4,
    fc.tuple(fc.constantFrom(...recipients), permissions),
    ([[recipientId, recipientKind], given], { fresh }) => {
      const ids = { collaboratorId: idOf(fresh) as CollaboratorId, invitationId: idOf(fresh + 5000) as InvitationId };
      return onRoster({ type: 'AddCollaborator', data: { ...ids, recipientId, recipientKind, permissions: given } });
    },
  ),
  move('AcceptInvitation', 5, nat, (number, here) => {
    const collaboratorId = invitedAt(here, number);
    return onRoster({ type: 'AcceptInvitation', data: { collaboratorId } }, speakerOf(here, collaboratorId, number));
  }),
  move('DeclineInvitation', 1, nat, (number, here) => {
    const collaboratorId = invitedAt(here, number);
    return onRoster({ type: 'DeclineInvitation', data: { collaboratorId } }, speakerOf(here, collaboratorId, number));
  }),
  move('WithdrawInvitation', 1, nat, (number, here) =>
    onRoster({ type: 'WithdrawInvitation', data: { collaboratorId: invitedAt(here, number) } }),
  ),
  move('ResendInvitation', 2, nat, (number, here) => {
    const open = Object.values(here.world.roster.entries).filter((entry) => 'invitationId' in entry);
    const collaboratorId = pick(open, number, undefined)?.collaboratorId ?? entryAt(here, number);
    return onRoster({
      type: 'ResendInvitation',
      data: { collaboratorId, invitationId: idOf(here.fresh) as InvitationId },
    });
  }),
  move(
    'RemindInvitation',
    5,
    fc.tuple(nat, fc.constantFrom(1 as const, 2 as const, 3 as const)),
    ([number, reminder], here) => {
      const collaboratorId = invitedAt(here, number);
      const invitationId = invitationOf(here, collaboratorId);
      return onRoster({ type: 'RemindInvitation', data: { collaboratorId, invitationId, reminder } }, 'policy');
    },
  ),
  move('ExpireInvitation', 2, nat, (number, here) => {
    const collaboratorId = invitedAt(here, number);
    const invitationId = invitationOf(here, collaboratorId);
    return onRoster({ type: 'ExpireInvitation', data: { collaboratorId, invitationId } }, 'policy');
  }),
  move('RemoveCollaborator', 1, nat, (number, here) =>
    onRoster({ type: 'RemoveCollaborator', data: { collaboratorId: entryAt(here, number) } }),
  ),
  move('ChangePermissions', 3, fc.tuple(nat, permissions), ([number, given], here) =>
    onRoster({ type: 'ChangePermissions', data: { collaboratorId: entryAt(here, number), permissions: given } }),
  ),
  move('PauseCollaborator', 1, nat, (number, here) =>
    onRoster({ type: 'PauseCollaborator', data: { collaboratorId: entryAt(here, number) } }),
  ),
  move('ResumeCollaborator', 3, nat, (number, here) => {
    const paused = Object.values(here.world.roster.entries).filter(({ status }) => status === 'paused');
    const collaboratorId = pick(paused, number, undefined)?.collaboratorId ?? entryAt(here, number);
    return onRoster({ type: 'ResumeCollaborator', data: { collaboratorId } });
  }),
  move(
    'SetStandingRule',
    2,
    fc.tuple(nat, fc.boolean(), fc.boolean(), ends, fc.boolean()),
    ([number, current, future, end, pseudonymised], here) => {
      const until = end && { ends: end === 'date' ? { on: end, at: daysFrom(here.now, 9) } : { on: end } };
      const collaboratorId = entryAt(here, number);
      return onRoster({ type: 'SetStandingRule', data: { collaboratorId, current, future, pseudonymised, ...until } });
    },
  ),
  move(
    'ChooseDefaultReviewRule',
    1,
    fc.tuple(nat, fc.constantFrom('any' as const, 'all' as const, 'lead' as const)),
    ([number, rule], here) =>
      onRoster({
        type: 'ChooseDefaultReviewRule',
        data: { reviewRule: rule === 'lead' ? { rule, collaboratorId: entryAt(here, number) } : { rule } },
      }),
  ),
  move('AllowTranslation', 2, fc.constantFrom(true, true, false), (allowed) =>
    onRoster({ type: 'AllowTranslation', data: { allowed } }),
  ),
];
