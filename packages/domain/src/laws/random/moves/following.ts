/** What follows from what is there: without it hardly a random history would come to an end, to a second round or back. */

import fc from 'fast-check';
import type { SubmittedCase } from '../../../case/index.js';
import { ordersToCome } from '../../../case/orders.js';
import type { CollaboratorId } from '../../../ids.js';
import { administratorId, annaId, petraId, technicianId } from '../../../testing/index.js';
import { lastSaid } from './messages.js';
import {
  type Aim,
  daysFrom,
  everyone,
  type Here,
  move,
  nat,
  onAccount,
  onCase,
  onPatient,
  onRoster,
  pick,
  sharedAt,
  speakerOf,
  type WeightedMove,
} from './move.js';
import { firstOrder, secondCase } from './orders.js';
import { objectedTo } from './patients.js';
import { invitationOf } from './rosters.js';
import { wordsAt } from './reviews.js';

/** Each of these finds something that a history has left open. */
const following: readonly ((here: Here, number: number, on: SubmittedCase | undefined) => readonly Aim[])[] = [
  (_here, _number, on) =>
    on?.facts.life.ended === undefined ? [] : [onCase({ type: 'ReopenCase', data: {} }, annaId)],
  (_here, _number, on) => (on?.facts.life.onHold ? [onCase({ type: 'Resume', data: {} }, annaId)] : []),
  (_here, _number, on) =>
    on?.facts.life.records === 'waiting' || on?.facts.life.records === 'rejected'
      ? [onCase({ type: 'CompleteRecords', data: {} }, technicianId)]
      : [],
  (here, number, on) => (on ? ofSetup(here, number, on) : []),
  (here, number, on) => (on ? ofSetup(here, number, on) : []),
  (here, _number, on) => {
    const dead = Object.values(on?.grants ?? {}).find(({ ends }) => ends?.on === 'date' && ends.at <= here.now);
    return dead ? [onCase({ type: 'ExpireGrant', data: { collaboratorId: dead.collaboratorId } }, 'policy')] : [];
  },
  (_here, _number, on) => {
    const running = Object.entries(on?.tps ?? {}).find(([, { state }]) => state === 'ordered');
    if (!running) return [];
    const collaboratorId = running[0] as CollaboratorId;
    return [
      onCase({ type: 'CompleteTps', data: {} }, petraId),
      onCase({ type: 'CancelTps', data: { collaboratorId } }, annaId),
    ];
  },
  ({ world }) => {
    const paused = Object.values(world.roster.entries).find(({ status }) => status === 'paused');
    return paused ? [onRoster({ type: 'ResumeCollaborator', data: { collaboratorId: paused.collaboratorId } })] : [];
  },
  (here, number) => {
    const invited = Object.values(here.world.roster.entries).filter(({ status }) => status === 'invited');
    const { collaboratorId } = pick(invited, number, undefined) ?? {};
    if (collaboratorId === undefined) return [];
    const invitation = { collaboratorId, invitationId: invitationOf(here, collaboratorId) };
    const speaker = speakerOf(here, collaboratorId, number);
    return [
      onRoster({ type: 'AcceptInvitation', data: { collaboratorId } }, speaker),
      onRoster({ type: 'AcceptInvitation', data: { collaboratorId } }, speaker),
      onRoster({ type: 'WithdrawInvitation', data: { collaboratorId } }),
      onRoster({ type: 'RemindInvitation', data: { ...invitation, reminder: 2 } }, 'policy'),
      onRoster({ type: 'DeclineInvitation', data: { collaboratorId } }, speaker),
    ];
  },
  ({ world, now }) => {
    const recipients = objectedTo(world.events);
    return recipients ? [onPatient({ type: 'LiftObjection', data: { recipients, occurredAt: now } })] : [];
  },
  ({ world: { patient }, now }, number, on) => {
    if (patient.status === 'none' || (on && number % 4 > 0)) return [];
    if (!patient.erasureRequested) return on ? [] : [onPatient({ type: 'RequestErasure', data: {} })];
    return [
      onPatient({ type: 'RefuseErasure', data: { ground: 'legal-claims' } }),
      onPatient({ type: 'RestrictProcessing', data: { ground: 'legal-claims', eraseAt: daysFrom(now, 4020) } }),
      onPatient({ type: 'ErasePersonalData', data: { classes: ['content'] } }),
    ];
  },
  ({ world }) => {
    const at = { at: 'case', of: secondCase, by: annaId } as const;
    if (world.case(secondCase).status !== 'draft') return [];
    return [
      { ...at, command: { type: 'DiscardDraft', data: {} } },
      { ...at, command: { type: 'SubmitOrder', data: firstOrder(true) } },
    ];
  },
  ({ world }) => {
    const found = everyone.map((id) => world.account(id)).find((account) => 'auditor' in account);
    if (!found || found.status === 'none') return [];
    return [onAccount(found.personId, { type: 'DismissAuditor', data: {} }, administratorId)];
  },
  ({ world }) => {
    for (const id of [...everyone].slice(1, 6)) {
      const account = world.account(id);
      const role = account.status === 'none' ? undefined : account.roles[0];
      if (role) return [onAccount(id, { type: 'RevokeRole', data: { role } }, administratorId)];
    }
    return [];
  },
  ({ world }, _number, on) => {
    const anna = world.account(annaId);
    const other = anna.status === 'none' ? undefined : anna.practices.find((one) => one !== on?.practiceId);
    return on && other ? [onCase({ type: 'ChangePractice', data: { practiceId: other } }, annaId)] : [];
  },
  ({ world }) => {
    const anna = world.account(annaId);
    const viewId = anna.status === 'none' ? undefined : anna.views?.[0];
    return viewId === undefined ? [] : [onAccount(annaId, { type: 'DeleteView', data: { viewId } }, annaId)];
  },
  (here, number, on) => {
    const entry = sharedAt(here, number);
    if (!on || !here.world.roster.translationAllowed) return [];
    const data = {
      messageId: lastSaid(here, entry),
      language: 'en',
      engine: 'libretranslate/1.6',
      text: 'Is that intended?',
    };
    return [{ at: 'conversation', with: entry, command: { type: 'RecordTranslation', data }, by: annaId }];
  },
];

const ofSetup = (here: Here, number: number, on: SubmittedCase): readonly Aim[] => {
  const { setup, revisionAsked } = on.facts;
  const publishing = (setupVersion: number): Aim =>
    onCase({ type: 'PublishSetup', data: { setupVersion, occurredAt: here.now } }, technicianId);
  if (setup.state === 'none') return [publishing(1)];
  const { version: setupVersion } = setup;
  if (revisionAsked) return [publishing(setupVersion + 1)];
  const collaboratorId = sharedAt(here, number);
  const by = speakerOf(here, collaboratorId, number);
  const words = wordsAt(here, 0);
  const back = (to: CollaboratorId): Aim =>
    onCase({ type: 'SendSetupBack', data: { setupVersion, collaboratorId: to, words } }, annaId);
  switch (setup.state) {
    case 'declined':
      return [
        publishing(setupVersion + 1),
        back(setup.declinedBy === 'provider' ? collaboratorId : setup.declinedBy),
        onCase({ type: 'RequestRecords', data: { items: ['photos'] } }, technicianId),
        onCase({ type: 'RejectRecords', data: { items: ['x-rays'], reason: 'unscharf' } }, technicianId),
      ];
    case 'open':
      if (setup.verdicts[collaboratorId]?.act === 'ready' && number % 2 === 0) return [back(collaboratorId)];
      return [
        onCase({ type: 'MarkSetupReady', data: { setupVersion, ...(number % 2 === 0 && { words }) } }, by),
        onCase({ type: 'MarkSetupReady', data: { setupVersion } }, by),
        onCase({ type: 'DeclineSetup', data: { setupVersion, words } }, number % 3 === 0 ? annaId : by),
        onCase({ type: 'ApproveSetup', data: { setupVersion, caseType: on.caseType ?? 'two' } }, annaId),
      ];
    case 'approved':
      return ordersToCome(on).length > 0 ? [] : [onCase({ type: 'CompleteCase', data: {} }, annaId)];
  }
};

export const ofWhatIsOpen: readonly WeightedMove[] = [
  move('what follows', 110, fc.tuple(nat, nat, nat), ([number, which, start], here) => {
    const { submitted } = here.world;
    const found = following.map((find) => find(here, number, submitted)).filter((aims) => aims.length > 0);
    const order: Aim = {
      at: 'case',
      of: firstOrder(false).caseId,
      command: { type: 'SubmitOrder', data: firstOrder(false) },
      by: annaId,
    };
    return pick(pick(found, start, [order]), which, order);
  }),
];
