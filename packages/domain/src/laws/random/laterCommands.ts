/** Random commands of the life of entries, grants and cases, of objections, records, shipments, holds and the pen. */

import fc from 'fast-check';
import type { CaseCommand } from '../../case/index.js';
import type { GrantEnd, PenHolder, ReviewRule } from '../../case/events/index.js';
import type { CollaboratorId, InvitationId, OrderNumber } from '../../ids.js';
import type { PatientCommand, RecipientRule } from '../../patient/index.js';
import type { Permission } from '../../roster/events.js';
import type { RosterCommand } from '../../roster/index.js';
import { annasPractice, idOf, inDays, orderNumber } from '../../testing/index.js';

/** Anew each time it is drawn, but for those that a history draws twice. */
const later = fc.integer({ min: 1, max: 3 }).map((number) => `LATE-0000-000${number}` as OrderNumber);
const permissions = fc
  .subarray<Permission>(['add-orders', 'request-revisions', 'manage-holds'])
  .map((more): readonly Permission[] => ['decline-setups', ...more]);

export const ofEntries = (entry: fc.Arbitrary<CollaboratorId>): fc.Arbitrary<RosterCommand> =>
  fc
    .tuple(entry, permissions, fc.boolean(), fc.integer({ min: 1, max: 3 }))
    .chain(([collaboratorId, given, on, number]) =>
      fc.constantFrom<RosterCommand>(
        { type: 'DeclineInvitation', data: { collaboratorId } },
        { type: 'WithdrawInvitation', data: { collaboratorId } },
        { type: 'ResendInvitation', data: { collaboratorId, invitationId: idOf(800 + number) as InvitationId } },
        { type: 'ChangePermissions', data: { collaboratorId, permissions: given } },
        { type: 'PauseCollaborator', data: { collaboratorId } },
        { type: 'ResumeCollaborator', data: { collaboratorId } },
        { type: 'SetStandingRule', data: { collaboratorId, current: on, future: !on } },
        { type: 'AllowTranslation', data: { allowed: on } },
      ),
    );

export const ofObjections = (
  recipients: fc.Arbitrary<readonly RecipientRule[]>,
  past: fc.Arbitrary<number>,
): fc.Arbitrary<PatientCommand> =>
  fc
    .tuple(recipients, past, fc.constantFrom('ObjectToSharing' as const, 'LiftObjection' as const))
    .map(([named, declared, type]) => ({ type, data: { recipients: named, occurredAt: inDays(declared) } }));

const endings: readonly CaseCommand[] = [
  { type: 'CompleteCase', data: {} },
  { type: 'CancelCase', data: {} },
  { type: 'CloseCase', data: {} },
];
const reopenings: readonly CaseCommand[] = Array.from({ length: 6 }, () => ({ type: 'ReopenCase', data: {} }));

export const ofLife = (
  entry: fc.Arbitrary<CollaboratorId>,
  ends: fc.Arbitrary<GrantEnd | undefined>,
): fc.Arbitrary<CaseCommand> =>
  fc.tuple(entry, ends, later, fc.boolean()).chain(([collaboratorId, end, number, last]) => {
    const to: PenHolder = last ? { of: 'collaborator', collaboratorId } : { of: 'provider' };
    const reviewRule: ReviewRule = last ? { rule: 'lead', collaboratorId } : { rule: 'all' };
    return fc.constantFrom<CaseCommand>(
      { type: 'RenewGrant', data: { collaboratorId, ...(end && { ends: end }) } },
      { type: 'ExpireGrant', data: { collaboratorId } },
      { type: 'RequestRecords', data: { items: ['photos'] } },
      { type: 'CompleteRecords', data: {} },
      { type: 'ShipOrder', data: { orderNumber: last ? number : orderNumber, phase: 1, last, occurredAt: inDays(0) } },
      { type: 'PutOnHold', data: {} },
      { type: 'Resume', data: {} },
      // An end is followed by a reopening more often than not, so that histories go on.
      ...[...endings, ...reopenings],
      { type: 'OrderRetainer', data: { orderNumber: number } },
      { type: 'ChangePractice', data: { practiceId: annasPractice } },
      { type: 'ChooseReviewRule', data: { reviewRule } },
      { type: 'TakePen', data: { takeOver: last } },
      { type: 'PassPen', data: { to } },
      { type: 'ReleasePen', data: {} },
    );
  });
